package dev.partyline.webrtc.sfu;

/** How many packets one subscriber may have again: a leaky bucket, so that its NACKs are no amplifier. */
final class ResendBudget {
    private static final double PACKETS_A_NANO = 200 / 1e9;
    private static final double MOST = 100;

    private double left = MOST;
    private long filledNanos;

    ResendBudget(long nowNanos) {
        filledNanos = nowNanos;
    }

    /** Takes one; false where there is none left. */
    boolean take(long nowNanos) {
        left = Math.min(MOST, left + (nowNanos - filledNanos) * PACKETS_A_NANO);
        filledNanos = nowNanos;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
