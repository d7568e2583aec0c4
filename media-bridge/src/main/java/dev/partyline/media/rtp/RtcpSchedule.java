package dev.partyline.media.rtp;

import java.util.random.RandomGenerator;

/**
 * When the next report is due: RFC 3550 section 6.2 for a session of two, where the minimum of 5 seconds always is
 * the longer interval. Group size, bandwidth and timer reconsideration are therefore left out; the randomisation
 * (half to one and a half, divided by e - 3/2) and the halved first interval stay, so that legs do not report in
 * step.
 */
public final class RtcpSchedule {
    private static final double MINIMUM_NANOS = 5e9;
    private static final double COMPENSATION = Math.E - 1.5;

    private final RandomGenerator random;
    private long deadlineNanos;

    public RtcpSchedule(RandomGenerator random, long nowNanos) {
        this.random = random;
        deadlineNanos = nowNanos + interval(MINIMUM_NANOS / 2);
    }

    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** Whether a report is due; if so, the next deadline is set. */
    public boolean due(long nowNanos) {
        if (nowNanos - deadlineNanos < 0) {
            return false;
        }
        deadlineNanos = nowNanos + interval(MINIMUM_NANOS);
        return true;
    }

    private long interval(double nanos) {
        return (long) (nanos * (0.5 + random.nextDouble()) / COMPENSATION);
    }
}
