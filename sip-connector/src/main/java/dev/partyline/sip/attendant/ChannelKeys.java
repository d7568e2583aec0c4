package dev.partyline.sip.attendant;

import java.util.concurrent.TimeUnit;

/** Keys pressed in the channel: {@code *6} within three seconds is a command, anything else is nothing. */
final class ChannelKeys {
    static final long INTER_DIGIT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private long starEndsNanos = Long.MIN_VALUE;

    /** @return whether this key completed {@code *6} */
    boolean togglesMute(char key, long nowNanos) {
        boolean afterStar = nowNanos < starEndsNanos;
        starEndsNanos = key == '*' ? nowNanos + INTER_DIGIT_NANOS : Long.MIN_VALUE;
        return afterStar && key == '6';
    }
}
