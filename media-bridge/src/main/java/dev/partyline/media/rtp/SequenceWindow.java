package dev.partyline.media.rtp;

/** Which of the last 128 extended sequence numbers were seen: one bit each, the highest number at bit 0. */
final class SequenceWindow {
    static final int SIZE = 128;

    private long highest;
    private long recent;
    private long older;

    void restart(long sequence) {
        highest = sequence;
        recent = 1;
        older = 0;
    }

    /** Notes a number; false where it was there before or lies before the window. */
    boolean add(long sequence) {
        long ahead = sequence - highest;
        if (ahead > 0) {
            shift(ahead);
            highest = sequence;
            recent |= 1;
            return true;
        }
        long behind = -ahead;
        if (behind >= SIZE) {
            return false;
        }
        long bit = 1L << (behind & 63);
        if (behind < 64) {
            boolean fresh = (recent & bit) == 0;
            recent |= bit;
            return fresh;
        }
        boolean fresh = (older & bit) == 0;
        older |= bit;
        return fresh;
    }

    private void shift(long places) {
        if (places >= SIZE) {
            recent = 0;
            older = 0;
        } else if (places >= 64) {
            older = recent << (places - 64);
            recent = 0;
        } else {
            older = (older << places) | (recent >>> (64 - places));
            recent <<= places;
        }
    }
}
