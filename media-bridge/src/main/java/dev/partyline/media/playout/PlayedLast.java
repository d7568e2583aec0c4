package dev.partyline.media.playout;

import dev.partyline.media.codec.LossConcealer;

/**
 * What was played last, for what has to go on from it. Where packets follow one another, nothing of that is kept: it
 * still stands in the ring, and is looked up when something is missing, which it mostly is not.
 */
final class PlayedLast {
    private static final int MOST = LossConcealer.MOST_KNOWN;

    private final SampleRing ring;
    private final LossConcealer concealer = new LossConcealer();
    private final short[] samples = new short[MOST];
    /** The last samples played that the concealer has not seen yet: so many, up to this one. */
    private int unseen;

    private long end;

    PlayedLast(SampleRing ring) {
        this.ring = ring;
    }

    /**
     * Samples of the ring are played; the first ones after a loss of unknown length are blended in place.
     *
     * @param ringEnd the place in the ring behind the last of them
     */
    void follows(short[] frame, int offset, int length, long ringEnd) {
        if (!concealer.passes()) {
            add(frame, offset, length);
            return;
        }
        if (ringEnd - length != end) {
            show();
        }
        unseen = Math.min(unseen + length, MOST);
        end = ringEnd;
    }

    /** Samples that are not in the ring like this are played. */
    void add(short[] frame, int offset, int length) {
        show();
        concealer.good(frame, offset, length);
    }

    /** So many samples are about to be put in the ring there. */
    void beforePut(long at, int length) {
        boolean over = at < end || at + length > end - unseen + SampleRing.CAPACITY;
        if (over) {
            show();
        }
    }

    private void show() {
        if (unseen > 0) {
            ring.read(end - unseen, samples, 0, unseen);
            concealer.good(samples, 0, unseen);
            unseen = 0;
        }
    }

    /** See {@link LossConcealer#conceal}. */
    void conceal(short[] frame, int offset, int length) {
        show();
        concealer.conceal(frame, offset, length);
    }

    /** See {@link LossConcealer#approach}. */
    void approach(int gap, short[] known, int count) {
        show();
        concealer.approach(gap, known, count);
    }

    /** The next samples do not follow the last ones. */
    void splice() {
        show();
        concealer.splice();
    }

    /** Whether it is so long ago that what is made up now is silence. */
    boolean muted() {
        return concealer.muted();
    }

    /** Whether it was made up, or is still being blended. */
    boolean madeUp() {
        return concealer.active();
    }

    /** Copies the last samples, at most {@value LossConcealer#MOST_KNOWN}. */
    void copy(int count, short[] out) {
        show();
        concealer.copyLast(count, out);
    }
}
