package dev.partyline.gateway.doctor;

import dev.partyline.gateway.web.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A call as its line on a page has it.
 *
 * @param talked such as {@code 1:05}; empty where it was never answered
 * @param tone of its end, as the stylesheet calls it
 */
record FileRow(
        String id,
        String began,
        String caller,
        String dialled,
        String trunk,
        String channel,
        String talked,
        String end,
        String tone) {
    private static final DateTimeFormatter BEGAN =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    static FileRow of(CallFile file) {
        String caller = file.call().caller().value();
        return new FileRow(
                file.id(),
                BEGAN.format(file.began()),
                caller.isEmpty() ? "number withheld" : caller,
                file.call().dialled().value(),
                file.call().trunk(),
                file.channel() == null ? "–" : file.channel(),
                file.talked() == null ? "" : Clock.of(file.talked()),
                end(file),
                tone(file));
    }

    private static String end(CallFile file) {
        if (file.reason() == null) {
            return "on the line";
        }
        return switch (file.reason()) {
            case CALLER_HUNG_UP -> "hung up";
            case CALLER_CANCELLED -> "gave up";
            case REMOVED_BY_ADMIN -> "removed";
            case NO_MAPPING -> "no rule";
            case EMERGENCY_NUMBER -> "call for help";
            case ROUTING_UNAVAILABLE -> "no routing";
            case NO_COMMON_CODEC -> "no common codec";
            case NO_COMMON_ENCRYPTION -> "no common encryption";
            case BAD_OFFER -> "unusable offer";
            case BRIDGE_FULL -> "bridge full";
            case TRUNK_FULL -> "trunk full";
            case DRAINING, SHUTDOWN -> "bridge closing";
            case PIN_REFUSED -> "PIN refused";
            case CHANNEL_LOCKED -> "channel locked";
            case CHANNEL_FULL -> "channel full";
            case NO_HOST -> "no host came";
            case HOST_LEFT -> "host left";
            case NO_ACK -> "no ACK";
            case MEDIA_TIMED_OUT -> "audio stopped";
            case SESSION_EXPIRED -> "session expired";
            case FAULT -> "a fault";
        };
    }

    private static String tone(CallFile file) {
        if (file.reason() == null) {
            return "good";
        }
        return switch (file.reason()) {
            case CALLER_HUNG_UP, CALLER_CANCELLED, REMOVED_BY_ADMIN, HOST_LEFT -> "";
            case EMERGENCY_NUMBER, DRAINING, SHUTDOWN, PIN_REFUSED, CHANNEL_LOCKED, CHANNEL_FULL, NO_HOST -> "waiting";
            case NO_MAPPING,
                    ROUTING_UNAVAILABLE,
                    NO_COMMON_CODEC,
                    NO_COMMON_ENCRYPTION,
                    BAD_OFFER,
                    BRIDGE_FULL,
                    TRUNK_FULL,
                    NO_ACK,
                    MEDIA_TIMED_OUT,
                    SESSION_EXPIRED,
                    FAULT -> "bad";
        };
    }
}
