package dev.partyline.sip.trunk;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next REGISTER, spread so that a thousand bridges don't come back in one second
 * (RFC 5626 section 4.5: doubled at each failure, and between half of it and all of it).
 */
final class RegistrationBackoff {
    private static final long BASE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(120);

    /** After a plain refusal: asking again soon gets an account locked. */
    private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(600);

    private final RandomGenerator random;
    private int failures;

    RegistrationBackoff(RandomGenerator random) {
        this.random = random;
    }

    void reset() {
        failures = 0;
    }

    long nextNanos() {
        long most = Math.min(BASE_NANOS << Math.min(failures, 16), MAX_NANOS);
        failures++;
        return halfToAll(most);
    }

    long refusedNanos() {
        return halfToAll(REFUSED_NANOS);
    }

    /** Between 70 and 85 percent of a registration's life. */
    long refreshNanos(long lifeNanos) {
        return lifeNanos / 100 * 70 + random.nextLong(lifeNanos / 100 * 15);
    }

    private long halfToAll(long nanos) {
        return nanos / 2 + random.nextLong(nanos / 2 + 1);
    }
}
