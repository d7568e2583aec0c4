package dev.partyline.gateway.pin;

import dev.partyline.sip.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who gave a channel's PIN of now within the last day; the one who did so longest ago makes room. Another PIN makes
 * strangers of all.
 */
final class KnownGuests {
    private static final long REMEMBERED_NANOS = Duration.ofDays(1).toNanos();

    private final Map<String, Known> byKey;

    private record Known(Secret pin, long atNanos) {}

    KnownGuests(int most) {
        byKey = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > most;
            }
        };
    }

    boolean knows(Guesser guesser, String channel, ChannelPins pins, long nowNanos) {
        Known known = byKey.get(key(guesser, channel));
        return known != null
                && (known.pin().equals(pins.guest()) || known.pin().equals(pins.host()))
                && nowNanos - known.atNanos() < REMEMBERED_NANOS;
    }

    /** Whoever withholds his number is nobody to remember. */
    void remember(Guesser guesser, String channel, Secret pin, long nowNanos) {
        if (!guesser.caller().isEmpty()) {
            byKey.put(key(guesser, channel), new Known(pin, nowNanos));
        }
    }

    private static String key(Guesser guesser, String channel) {
        return guesser.key() + '\n' + channel;
    }
}
