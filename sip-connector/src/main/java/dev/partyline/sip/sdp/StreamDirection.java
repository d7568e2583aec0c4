package dev.partyline.sip.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The direction attribute, seen from whoever wrote the description (RFC 8866 section 6.7). */
public enum StreamDirection {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    static @Nullable StreamDirection ofAttribute(String name) {
        return switch (name) {
            case "sendrecv" -> SENDRECV;
            case "sendonly" -> SENDONLY;
            case "recvonly" -> RECVONLY;
            case "inactive" -> INACTIVE;
            default -> null;
        };
    }

    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
