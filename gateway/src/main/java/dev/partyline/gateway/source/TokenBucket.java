package dev.partyline.gateway.source;

/** A rate with a burst: each event takes one, and they grow back evenly. */
public final class TokenBucket {
    private final double perNano;
    private final double burst;
    private double level;
    private long atNanos;

    public TokenBucket(double perSecond, int burst, long nowNanos) {
        perNano = perSecond / 1e9;
        this.burst = burst;
        level = burst;
        atNanos = nowNanos;
    }

    public boolean take(long nowNanos) {
        level = Math.min(burst, level + Math.max(0, nowNanos - atNanos) * perNano);
        atNanos = nowNanos;
        if (level < 1) {
            return false;
        }
        level--;
        return true;
    }
}
