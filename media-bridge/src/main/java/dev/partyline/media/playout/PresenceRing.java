package dev.partyline.media.playout;

import java.util.Arrays;

/** Which samples are there, by their timestamp, over about a second. Whoever reads past samples discards them. */
sealed class PresenceRing permits SampleRing {
    private final int capacity;
    private final int mask;
    private final long[] present;

    /** @param capacity a power of two */
    PresenceRing(int capacity) {
        this.capacity = capacity;
        mask = capacity - 1;
        present = new long[capacity / 64];
    }

    final int capacity() {
        return capacity;
    }

    /** Notes samples; false where all of them were there before. */
    final boolean add(long at, int length) {
        if (present(at, length) == length) {
            return false;
        }
        mark(at, length, true);
        return true;
    }

    /** How many samples from {@code at} on are there without a gap, counted up to {@code limit}. */
    final int present(long at, int limit) {
        return run(at, limit, 0);
    }

    /** How many samples from {@code at} on are missing, counted up to {@code limit}. */
    final int missing(long at, int limit) {
        return run(at, limit, -1L);
    }

    private int run(long at, int limit, long flip) {
        int count = 0;
        while (count < limit) {
            int index = (int) (at + count) & mask;
            int left = 64 - (index & 63);
            int same = Long.numberOfTrailingZeros(~((present[index >> 6] ^ flip) >>> (index & 63)));
            count += Math.min(same, left);
            if (same < left) {
                break;
            }
        }
        return Math.min(count, limit);
    }

    final void discard(long at, long length) {
        if (length >= capacity) {
            clear();
        } else {
            mark(at, (int) length, false);
        }
    }

    private void mark(long at, int length, boolean there) {
        int done = 0;
        while (done < length) {
            int index = (int) (at + done) & mask;
            int bit = index & 63;
            int bits = Math.min(64 - bit, length - done);
            long word = (-1L >>> (64 - bits)) << bit;
            if (there) {
                present[index >> 6] |= word;
            } else {
                present[index >> 6] &= ~word;
            }
            done += bits;
        }
    }

    final void clear() {
        Arrays.fill(present, 0);
    }
}
