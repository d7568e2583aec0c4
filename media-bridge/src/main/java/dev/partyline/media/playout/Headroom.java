package dev.partyline.media.playout;

/**
 * Whether packets lie there so long before the tick that they can be played in it. Else each would have to wait for the
 * next one, 20 ms, lest the slightest jitter cut holes. Now and then somebody looks shortly before a tick what has come
 * already; and whatever comes later than it should takes the trust away for longer.
 */
final class Headroom {
    private static final int LOOKS_AT_FIRST = 10;
    private static final int LOOKS_AFTER_NARROW = 16;
    private static final int LOOKS_AFTER_LATE = 90;

    private int looksWanted = LOOKS_AT_FIRST;

    /**
     * Somebody looked.
     *
     * @param early whether the tick that followed found nothing more
     */
    void looked(boolean early) {
        looksWanted = early ? Math.max(0, looksWanted - 1) : Math.max(looksWanted, LOOKS_AFTER_NARROW);
    }

    /** A packet came a tick or more after the soonest. */
    void late() {
        looksWanted = LOOKS_AFTER_LATE;
    }

    boolean isThere() {
        return looksWanted == 0;
    }

    /** Another sender, of whom nothing is known. */
    void reset() {
        looksWanted = LOOKS_AT_FIRST;
    }
}
