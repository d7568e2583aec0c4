package dev.partyline.media.room;

/**
 * How many key presses a leg's owner is told: no finger presses more than 10 a second for long, and a far end that
 * sends hundreds must not crowd the other events out of its mailbox.
 */
final class KeyBudget {
    private static final int MOST_AT_ONCE = 32;
    private static final long NANOS_A_KEY = 50_000_000L;

    private int left = MOST_AT_ONCE;
    private long refilledNanos;

    boolean take(long nowNanos) {
        long earned = (nowNanos - refilledNanos) / NANOS_A_KEY;
        if (earned > 0 || left == MOST_AT_ONCE) {
            left = (int) Math.min(MOST_AT_ONCE, left + Math.max(0, earned));
            refilledNanos = left == MOST_AT_ONCE ? nowNanos : refilledNanos + earned * NANOS_A_KEY;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
