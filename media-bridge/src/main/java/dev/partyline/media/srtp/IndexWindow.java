package dev.partyline.media.srtp;

import java.util.Arrays;

/**
 * The packet indices of one source: rollover counter and sequence number, and which of the last {@value #SIZE} were
 * seen. jitsi-srtp's own window is 64; a video source sends as many packets in less than 100 ms, so they would be lost
 * where a network reorders, and as many as {@value #SIZE} is what browsers allow.
 */
final class IndexWindow {
    static final int SIZE = 1024;

    private static final long NONE = -1;
    private static final int HALF = 1 << 15;

    private final long[] seen = new long[SIZE / 64];
    private long highest = NONE;

    /** The likeliest index of a sequence number (RFC 3711 section 3.3.1); negative before the first packet. */
    long guess(int sequence) {
        if (highest == NONE) {
            return sequence;
        }
        int last = (int) (highest & 0xffff);
        long rollovers = highest >>> 16;
        if (last < HALF) {
            rollovers -= sequence - last > HALF ? 1 : 0;
        } else {
            rollovers += last - HALF > sequence ? 1 : 0;
        }
        return (rollovers << 16) | sequence;
    }

    /** Whether this index was not seen and does not lie before the window (RFC 3711 section 3.3.2). */
    boolean fresh(long index) {
        if (index < 0) {
            return false;
        }
        return index > highest || (highest - index < SIZE && (seen[word(index)] & bit(index)) == 0);
    }

    /** Notes an index; to be called once its packet is known to be good. */
    void add(long index) {
        if (index > highest) {
            if (highest == NONE || index - highest >= SIZE) {
                Arrays.fill(seen, 0);
            } else {
                for (long passed = highest + 1; passed < index; passed++) {
                    seen[word(passed)] &= ~bit(passed);
                }
            }
            highest = index;
        }
        seen[word(index)] |= bit(index);
    }

    private static int word(long index) {
        return (int) (index & (SIZE - 1)) >> 6;
    }

    private static long bit(long index) {
        return 1L << (index & 63);
    }
}
