package dev.partyline.media.net;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One absolute schedule: the deadlines are start + n x 20 ms, however long a tick takes. A tick that comes too late
 * skips those whose time has passed, and never makes a burst. The loop's thread writes, anybody reads.
 */
final class TickSchedule {
    static final long TICK_NANOS = 20_000_000L;
    static final long LATE_NANOS = 5_000_000L;

    /** Upper ends of the classes of lateness; the last class has none. */
    static final long[] LATENESS_BOUNDS_NANOS = {
        100_000L, 500_000L, 1_000_000L, 2_000_000L, LATE_NANOS, 10_000_000L, TICK_NANOS, 50_000_000L, 200_000_000L
    };

    private static final int TICKS = LATENESS_BOUNDS_NANOS.length + 1;
    private static final int WORST = TICKS + 1;
    private static final int LAST = TICKS + 2;

    private final AtomicLongArray figures = new AtomicLongArray(LAST + 1);
    private long deadlineNanos;

    TickSchedule(long startNanos) {
        deadlineNanos = startNanos + TICK_NANOS;
        figures.set(LAST, startNanos);
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /**
     * The tick of the present deadline begins.
     *
     * @return how many ticks after it have no time any more
     */
    int tick(long nowNanos) {
        long lateness = Math.max(0, nowNanos - deadlineNanos);
        int bucket = 0;
        while (bucket < LATENESS_BOUNDS_NANOS.length && lateness > LATENESS_BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        add(bucket);
        add(TICKS);
        if (lateness > figures.getPlain(WORST)) {
            figures.setOpaque(WORST, lateness);
        }
        figures.setOpaque(LAST, nowNanos);
        long skipped = lateness / TICK_NANOS;
        deadlineNanos += (skipped + 1) * TICK_NANOS;
        return Math.clamp(skipped, 0, Integer.MAX_VALUE);
    }

    private void add(int index) {
        figures.setOpaque(index, figures.getPlain(index) + 1);
    }

    long ticks() {
        return figures.getOpaque(TICKS);
    }

    /** Ticks that began more than 5 ms after their deadline. */
    long lateTicks() {
        long late = 0;
        for (int bucket = 0; bucket <= LATENESS_BOUNDS_NANOS.length; bucket++) {
            if (bucket == LATENESS_BOUNDS_NANOS.length || LATENESS_BOUNDS_NANOS[bucket] > LATE_NANOS) {
                late += figures.getOpaque(bucket);
            }
        }
        return late;
    }

    /** Ticks by lateness: as many classes as bounds, and one above them. */
    long[] histogram() {
        long[] counts = new long[TICKS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = figures.getOpaque(i);
        }
        return counts;
    }

    long worstLatenessNanos() {
        return figures.getOpaque(WORST);
    }

    /** When the last tick began. */
    long lastTickNanos() {
        return figures.getOpaque(LAST);
    }
}
