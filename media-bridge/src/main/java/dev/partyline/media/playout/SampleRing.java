package dev.partyline.media.playout;

/** Samples of 8 kHz by their timestamp, about a second of them, each there or not. */
final class SampleRing extends PresenceRing {
    static final int CAPACITY = 8192;

    private static final int MASK = CAPACITY - 1;

    private final short[] samples = new short[CAPACITY];

    SampleRing() {
        super(CAPACITY);
    }

    /** Puts samples in their place; false where all of them were there before. */
    boolean write(long at, short[] from, int offset, int length) {
        if (!add(at, length)) {
            return false;
        }
        put(at, from, offset, length);
        return true;
    }

    /** Puts samples in the place that is noted for them. */
    void put(long at, short[] from, int offset, int length) {
        int index = (int) at & MASK;
        int first = Math.min(length, CAPACITY - index);
        System.arraycopy(from, offset, samples, index, first);
        System.arraycopy(from, offset + first, samples, 0, length - first);
    }

    void read(long at, short[] out, int offset, int length) {
        int index = (int) at & MASK;
        int first = Math.min(length, CAPACITY - index);
        System.arraycopy(samples, index, out, offset, first);
        System.arraycopy(samples, 0, out, offset + first, length - first);
    }
}
