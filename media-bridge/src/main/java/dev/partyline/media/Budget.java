package dev.partyline.media;

/**
 * How much of something one source may have: so much at once, and so much a second for long. What was spent weighs as
 * time that has yet to pass (a leaky bucket). One thread's; allocates nothing.
 */
public final class Budget {
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private final long nanosAUnit;
    private final long mostNanos;
    private long debtNanos;
    private long asOfNanos;

    public Budget(int unitsASecond, int unitsAtOnce) {
        nanosAUnit = NANOS_A_SECOND / unitsASecond;
        mostNanos = nanosAUnit * unitsAtOnce;
    }

    /** Whether at least one unit is left. */
    public boolean isLeft(long nowNanos) {
        return debtNanos(nowNanos) <= mostNanos - nanosAUnit;
    }

    /** Spends so many, be they left or not: those that were not have to be waited for. */
    public void spend(int units, long nowNanos) {
        debtNanos = debtNanos(nowNanos) + units * nanosAUnit;
        asOfNanos = nowNanos;
    }

    /** Spends one where it is left. */
    public boolean take(long nowNanos) {
        if (!isLeft(nowNanos)) {
            return false;
        }
        spend(1, nowNanos);
        return true;
    }

    private long debtNanos(long nowNanos) {
        return debtNanos == 0 ? 0 : Math.max(0, debtNanos - (nowNanos - asOfNanos));
    }
}
