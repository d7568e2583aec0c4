package dev.partyline.webrtc.sfu;

/**
 * Which packets of one source are asked for again (RFC 4585 section 6.2.1): those missing for longer than packets
 * overtake each other, each at most {@value #MOST_REQUESTS} times, a round trip apart, and none older than a second.
 */
final class NackGenerator {
    /** No more are waited for at once; a greater gap is one for a key frame. */
    static final int MOST_MISSING = 256;

    static final int MOST_REQUESTS = 6;

    private static final long REORDER_NANOS = 10_000_000L;
    private static final long SHORTEST_INTERVAL_NANOS = 40_000_000L;
    private static final long LONGEST_WAIT_NANOS = 1_000_000_000L;

    private final long[] missing = new long[MOST_MISSING];
    private final long[] noticedNanos = new long[MOST_MISSING];
    private final long[] askedNanos = new long[MOST_MISSING];
    private final int[] requests = new int[MOST_MISSING];
    private int count;
    private boolean begun;
    private long highest;
    private boolean gaveUp;

    /** A packet came, in whatever way. */
    void received(long extendedSequence, long nowNanos) {
        if (!begun) {
            begun = true;
            highest = extendedSequence;
            return;
        }
        if (extendedSequence <= highest) {
            remove(extendedSequence);
            return;
        }
        if (extendedSequence - highest - 1 > MOST_MISSING - count) {
            gaveUp = true;
            count = 0;
        } else {
            for (long one = highest + 1; one < extendedSequence; one++) {
                missing[count] = one;
                noticedNanos[count] = nowNanos;
                requests[count] = 0;
                count++;
            }
        }
        highest = extendedSequence;
    }

    /** The source began to count anew. */
    void restart() {
        begun = false;
        count = 0;
    }

    /** A key frame begins here: nobody needs what was before. */
    void forgetBefore(long extendedSequence) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (missing[i] >= extendedSequence) {
                move(i, kept++);
            }
        }
        count = kept;
    }

    /**
     * Which to ask for now, in ascending order.
     *
     * @param out room for {@link #MOST_MISSING}
     * @return how many
     */
    int due(long nowNanos, long roundTripNanos, long[] out) {
        int due = 0;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean ripe = nowNanos - ripeNanos(i, roundTripNanos) >= 0;
            if (nowNanos - noticedNanos[i] >= LONGEST_WAIT_NANOS || (ripe && requests[i] == MOST_REQUESTS)) {
                gaveUp = true;
                continue;
            }
            if (ripe) {
                requests[i]++;
                askedNanos[i] = nowNanos;
                out[due++] = missing[i];
            }
            move(i, kept++);
        }
        count = kept;
        return due;
    }

    private long ripeNanos(int i, long roundTripNanos) {
        return requests[i] == 0
                ? noticedNanos[i] + REORDER_NANOS
                : askedNanos[i] + Math.max(SHORTEST_INTERVAL_NANOS, roundTripNanos + REORDER_NANOS);
    }

    /** When there is something to ask for, or to give up; {@code Long.MAX_VALUE} where nothing is missing. */
    long deadlineNanos(long roundTripNanos) {
        long deadline = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            deadline = Math.min(deadline, ripeNanos(i, roundTripNanos));
        }
        return deadline;
    }

    /** Whether something was given up since the last call: only a key frame helps then. */
    boolean takeGaveUp() {
        boolean given = gaveUp;
        gaveUp = false;
        return given;
    }

    private void remove(long extendedSequence) {
        for (int i = 0; i < count; i++) {
            if (missing[i] == extendedSequence) {
                for (int j = i + 1; j < count; j++) {
                    move(j, j - 1);
                }
                count--;
                return;
            }
        }
    }

    private void move(int from, int to) {
        missing[to] = missing[from];
        noticedNanos[to] = noticedNanos[from];
        askedNanos[to] = askedNanos[from];
        requests[to] = requests[from];
    }
}
