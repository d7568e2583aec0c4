package dev.partyline.sip.attendant;

import dev.partyline.sip.Secret;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One PIN as it is typed. {@code #} ends it, and so do five seconds without a key and the sixteenth digit;
 * {@code *} clears it; A to D do nothing.
 */
final class PinEntry {
    static final int MAX_DIGITS = 16;
    static final long INTER_DIGIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final StringBuilder digits = new StringBuilder(MAX_DIGITS);
    private long deadlineNanos = Attendant.NEVER;

    /** @return the PIN, where this key ended it */
    Optional<Secret> key(char key, long nowNanos) {
        if (key == '#') {
            return digits.isEmpty() ? Optional.empty() : Optional.of(take());
        }
        if (key == '*') {
            clear();
        } else if (key >= '0' && key <= '9') {
            digits.append(key);
            deadlineNanos = nowNanos + INTER_DIGIT_NANOS;
            if (digits.length() == MAX_DIGITS) {
                return Optional.of(take());
            }
        }
        return Optional.empty();
    }

    /** @return the PIN, where the pause ended it */
    Optional<Secret> deadlineReached(long nowNanos) {
        return nowNanos >= deadlineNanos ? Optional.of(take()) : Optional.empty();
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean isEmpty() {
        return digits.isEmpty();
    }

    private Secret take() {
        Secret pin = new Secret(digits.toString());
        clear();
        return pin;
    }

    private void clear() {
        digits.setLength(0);
        deadlineNanos = Attendant.NEVER;
    }
}
