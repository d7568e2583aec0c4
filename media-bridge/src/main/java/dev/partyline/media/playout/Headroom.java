package dev.partyline.media.playout;

/**
 * Whether packets lie there so long before the tick that they can be played in it. Else each would have to wait for the
 * next one, 20 ms, lest the slightest jitter cut holes. Now and then somebody looks shortly before a tick what has come
 * already; and whatever comes later than it should takes the trust away, for the longer the more often that happened.
 */
final class Headroom {
    private static final int LOOKS_AT_FIRST = 10;
    private static final int LOOKS_AFTER_NARROW = 16;
    // A look is a third of a second: 8 s after the first time, which may be the last one too, and up to 41.
    private static final int LOOKS_AFTER_LATE = 24;
    private static final int MOST_LOOKS_AFTER_LATE = 120;

    private int looksWanted = LOOKS_AT_FIRST;
    private int looksAfterLate = LOOKS_AFTER_LATE;
    private boolean lateSince;

    /**
     * Somebody looked.
     *
     * @param early whether the tick that followed found nothing more
     */
    void looked(boolean early) {
        if (lateSince) {
            // All that was late between two looks was held up by the same thing.
            lateSince = false;
            looksAfterLate = Math.min(MOST_LOOKS_AFTER_LATE, 2 * looksAfterLate);
        }
        if (isThere()) {
            looksAfterLate = Math.max(LOOKS_AFTER_LATE, looksAfterLate - 1);
        }
        looksWanted = early ? Math.max(0, looksWanted - 1) : Math.max(looksWanted, LOOKS_AFTER_NARROW);
    }

    /**
     * A packet came a tick or more after the soonest, or not at all: where packets are lost, a tick of delay lets the
     * next one be there when a gap is filled, and tell how it ends.
     */
    void late() {
        looksWanted = looksAfterLate;
        lateSince = true;
    }

    boolean isThere() {
        return looksWanted == 0;
    }

    /** Another sender, of whom nothing is known. */
    void reset() {
        looksWanted = LOOKS_AT_FIRST;
        looksAfterLate = LOOKS_AFTER_LATE;
        lateSince = false;
    }
}
