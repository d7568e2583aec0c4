package dev.partyline.webrtc.sfu;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The last packets of one stream, for whoever misses one: at most {@value #PACKETS}, {@value #BYTES} bytes and one
 * second.
 */
final class PacketHistory {
    static final int PACKETS = 512;
    static final int BYTES = 1 << 18;
    static final long LONGEST_NANOS = 1_000_000_000L;

    private static final int LONGEST_PACKET = 1536;

    private final byte[] ring = new byte[BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(ring);
    private final long[] names = new long[PACKETS];
    private final long[] positions = new long[PACKETS];
    private final int[] lengths = new int[PACKETS];
    private final long[] keptNanos = new long[PACKETS];
    private long kept;
    private long written;

    /** Keeps a copy of a packet under a name that comes again after more than a second only; one too long is not kept. */
    void keep(ByteBuffer datagram, long name, long nowNanos) {
        int length = datagram.remaining();
        if (length > LONGEST_PACKET) {
            return;
        }
        int at = (int) (written & (BYTES - 1));
        if (at + length > BYTES) {
            written += BYTES - at;
            at = 0;
        }
        datagram.get(datagram.position(), ring, at, length);
        int index = (int) (kept++ & (PACKETS - 1));
        names[index] = name;
        positions[index] = written;
        lengths[index] = length;
        keptNanos[index] = nowNanos;
        written += length;
    }

    /**
     * Looks a packet up, from the latest to the oldest: what is missed is seldom old.
     *
     * @return its bytes, until the next packet is kept; null where it is gone or never was
     */
    @Nullable
    ByteBuffer find(long name, long nowNanos) {
        for (long one = kept - 1; one >= Math.max(0, kept - PACKETS); one--) {
            int index = (int) (one & (PACKETS - 1));
            if (written - positions[index] > BYTES || nowNanos - keptNanos[index] > LONGEST_NANOS) {
                return null;
            }
            if (names[index] == name) {
                int at = (int) (positions[index] & (BYTES - 1));
                return view.limit(at + lengths[index]).position(at);
            }
        }
        return null;
    }
}
