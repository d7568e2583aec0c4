package dev.partyline.gateway.whip;

import dev.partyline.gateway.admission.Refusal.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A refusal in HTTP's words. */
final class WhipStatus {
    private WhipStatus() {}

    static HttpStatus of(Reason reason) {
        return switch (reason) {
            case NO_CHANNEL, NOT_JOINED, NO_PARTICIPANT, MEDIA_FAILED -> HttpStatus.NOT_FOUND;
            // There is no way to say a PIN here; a token opens the channel.
            case PIN_NEEDED, PIN_WRONG, TOKEN_INVALID, TOKEN_EXPIRED -> HttpStatus.UNAUTHORIZED;
            case TOKEN_OTHER_CHANNEL, NOT_HOST -> HttpStatus.FORBIDDEN;
            case FULL, CHANNEL_FULL, LOCKED, NO_HOST, DRAINING, BUSY, PIN_REFUSED -> HttpStatus.SERVICE_UNAVAILABLE;
            case OFFER -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    /** RFC 6750 section 3; null where no token would help. */
    static @Nullable String challenge(Reason reason) {
        return switch (reason) {
            case PIN_NEEDED, PIN_WRONG -> "Bearer realm=\"partyline\"";
            case TOKEN_INVALID, TOKEN_EXPIRED -> "Bearer realm=\"partyline\", error=\"invalid_token\"";
            case TOKEN_OTHER_CHANNEL -> "Bearer realm=\"partyline\", error=\"insufficient_scope\"";
            case NO_CHANNEL,
                    PIN_REFUSED,
                    FULL,
                    CHANNEL_FULL,
                    LOCKED,
                    NO_HOST,
                    DRAINING,
                    OFFER,
                    NOT_JOINED,
                    NOT_HOST,
                    NO_PARTICIPANT,
                    BUSY,
                    MEDIA_FAILED -> null;
        };
    }
}
