package dev.partyline.gateway.admission;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody is not let in, or may not do what he asked for.
 *
 * @param message a sentence for whoever reads it
 * @param retryAfter when it may be different; null where nobody knows
 */
public record Refusal(
        Reason reason, String message, @Nullable Duration retryAfter) {
    public enum Reason {
        NO_CHANNEL("There is no such channel."),
        PIN_NEEDED("This channel asks for a PIN."),
        PIN_WRONG("That is not the PIN of this channel."),
        PIN_REFUSED("There were too many wrong PINs. Try again later."),
        TOKEN_INVALID("This invitation is not valid. Ask for another one."),
        TOKEN_EXPIRED("This invitation has expired. Ask for another one."),
        TOKEN_OTHER_CHANNEL("This invitation is for another channel."),
        LOCKED("A host has locked this channel. Ask to be let in."),
        NO_HOST("This conference begins when a host is here."),
        CHANNEL_FULL("There are as many in this channel as may be. Try again later."),
        FULL("The bridge is full. Try again later."),
        DRAINING("The bridge is about to restart. Try again in a minute."),
        OFFER("The offer can't be answered."),
        NOT_JOINED("Join first."),
        NOT_HOST("Only a host may do that."),
        NO_PARTICIPANT("That participant has left."),
        BUSY("Too much at once. Wait a moment."),
        MEDIA_FAILED("The media connection was lost, or did not come about.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** As messages and metrics say it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static Refusal of(Reason reason) {
        return new Refusal(reason, reason.sentence, null);
    }

    public static Refusal of(Reason reason, String message) {
        return new Refusal(reason, message, null);
    }

    public static Refusal of(Reason reason, Duration retryAfter) {
        return new Refusal(reason, reason.sentence, retryAfter);
    }
}
