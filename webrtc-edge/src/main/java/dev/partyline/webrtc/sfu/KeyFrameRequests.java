package dev.partyline.webrtc.sfu;

/** When a source is asked for a key frame (PLI): while somebody waits for one, and at most once a second. */
final class KeyFrameRequests {
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private boolean wanted;
    private boolean asked;
    private long askedNanos;

    /** Somebody cannot go on without. */
    void want() {
        wanted = true;
    }

    /** One has come. */
    void seen() {
        wanted = false;
    }

    boolean wanted() {
        return wanted;
    }

    /** When {@link #due} will be true, or {@code Long.MAX_VALUE}. */
    long deadlineNanos() {
        if (!wanted) {
            return Long.MAX_VALUE;
        }
        return asked ? askedNanos + INTERVAL_NANOS : Long.MIN_VALUE;
    }

    /** Whether to ask now; if so, it counts as asked. */
    boolean due(long nowNanos) {
        if (!wanted || (asked && nowNanos - askedNanos < INTERVAL_NANOS)) {
            return false;
        }
        asked = true;
        askedNanos = nowNanos;
        return true;
    }
}
