package dev.partyline.sip.attendant;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Keys pressed in the channel: {@code *} and a digit within three seconds are a command, anything else is nothing. */
final class ChannelKeys {
    static final long INTER_DIGIT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private long starEndsNanos = Long.MIN_VALUE;

    /** @return the command that this key completed */
    Optional<Command> key(char key, long nowNanos) {
        boolean afterStar = nowNanos < starEndsNanos;
        starEndsNanos = key == '*' ? nowNanos + INTER_DIGIT_NANOS : Long.MIN_VALUE;
        return afterStar ? Command.of(key) : Optional.empty();
    }
}
