package dev.partyline.media.playout;

import java.util.Arrays;

/** Samples by their timestamp, about a second of them, each there or not. Whoever reads past samples discards them. */
final class SampleRing {
    static final int CAPACITY = 8192;

    private static final int MASK = CAPACITY - 1;

    private final short[] samples = new short[CAPACITY];
    private final long[] present = new long[CAPACITY / 64];

    /** Puts samples in their place; false where all of them were there before. */
    boolean write(long at, short[] from, int offset, int length) {
        if (present(at, length) == length) {
            return false;
        }
        int index = (int) at & MASK;
        int first = Math.min(length, CAPACITY - index);
        System.arraycopy(from, offset, samples, index, first);
        System.arraycopy(from, offset + first, samples, 0, length - first);
        mark(at, length, true);
        return true;
    }

    void read(long at, short[] out, int offset, int length) {
        int index = (int) at & MASK;
        int first = Math.min(length, CAPACITY - index);
        System.arraycopy(samples, index, out, offset, first);
        System.arraycopy(samples, 0, out, offset + first, length - first);
    }

    /** How many samples from {@code at} on are there without a gap, counted up to {@code limit}. */
    int present(long at, int limit) {
        return run(at, limit, 0);
    }

    /** How many samples from {@code at} on are missing, counted up to {@code limit}. */
    int missing(long at, int limit) {
        return run(at, limit, -1L);
    }

    private int run(long at, int limit, long flip) {
        int count = 0;
        while (count < limit) {
            int index = (int) (at + count) & MASK;
            int left = 64 - (index & 63);
            int same = Long.numberOfTrailingZeros(~((present[index >> 6] ^ flip) >>> (index & 63)));
            count += Math.min(same, left);
            if (same < left) {
                break;
            }
        }
        return Math.min(count, limit);
    }

    void discard(long at, long length) {
        if (length >= CAPACITY) {
            clear();
        } else {
            mark(at, (int) length, false);
        }
    }

    private void mark(long at, int length, boolean there) {
        int done = 0;
        while (done < length) {
            int index = (int) (at + done) & MASK;
            int bit = index & 63;
            int bits = Math.min(64 - bit, length - done);
            long mask = (-1L >>> (64 - bits)) << bit;
            if (there) {
                present[index >> 6] |= mask;
            } else {
                present[index >> 6] &= ~mask;
            }
            done += bits;
        }
    }

    void clear() {
        Arrays.fill(present, 0);
    }
}
