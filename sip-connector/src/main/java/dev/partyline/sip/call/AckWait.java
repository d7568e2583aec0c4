package dev.partyline.sip.call;

/**
 * A 200 to an INVITE goes out again and again until its ACK comes, over any transport (RFC 3261 section 13.3.1.4): after
 * T1, then twice as long each time up to T2, and given up after 64 T1.
 */
final class AckWait {
    private final long capNanos;
    private final long giveUpNanos;
    private long intervalNanos;
    private long resendNanos;

    AckWait(CallTimers timers, long nowNanos) {
        this.intervalNanos = timers.t1().toNanos();
        this.capNanos = timers.t2().toNanos();
        this.resendNanos = nowNanos + intervalNanos;
        this.giveUpNanos = nowNanos + 64 * intervalNanos;
    }

    long deadlineNanos() {
        return Math.min(resendNanos, giveUpNanos);
    }

    boolean givenUp(long nowNanos) {
        return nowNanos - giveUpNanos >= 0;
    }

    /** Whether the 200 is due once more now; the next time is set then. */
    boolean resendDue(long nowNanos) {
        if (nowNanos - resendNanos < 0) {
            return false;
        }
        intervalNanos = Math.min(2 * intervalNanos, capNanos);
        resendNanos = nowNanos + intervalNanos;
        return true;
    }
}
