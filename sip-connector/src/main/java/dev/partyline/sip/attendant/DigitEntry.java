package dev.partyline.sip.attendant;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One conference number or PIN as it is typed. {@code #} ends it, and so do five seconds without a key and the sixteenth
 * digit; {@code *} clears it; A to D do nothing.
 */
final class DigitEntry {
    static final int MAX_DIGITS = 16;
    static final long INTER_DIGIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final StringBuilder digits = new StringBuilder(MAX_DIGITS);
    private long deadlineNanos = Attendant.NEVER;

    /** @return what was typed, where this key ended it */
    Optional<String> key(char key, long nowNanos) {
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

    /** @return what was typed, where the pause ended it */
    Optional<String> deadlineReached(long nowNanos) {
        return nowNanos >= deadlineNanos ? Optional.of(take()) : Optional.empty();
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean isEmpty() {
        return digits.isEmpty();
    }

    private String take() {
        String typed = digits.toString();
        clear();
        return typed;
    }

    private void clear() {
        digits.setLength(0);
        deadlineNanos = Attendant.NEVER;
    }
}
