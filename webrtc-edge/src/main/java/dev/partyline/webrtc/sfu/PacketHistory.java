package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;

/**
 * The last packets of one source, for whoever misses one: at most {@value #PACKETS}, {@value #BYTES} bytes and one
 * second. Shared by all who receive the source; what was rewritten for one of them is rewritten again.
 */
final class PacketHistory {
    static final int PACKETS = 512;
    static final int BYTES = 1 << 18;
    static final long LONGEST_NANOS = 1_000_000_000L;

    private static final int LONGEST_PACKET = 1500;

    private final byte[] ring = new byte[BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(ring);
    private final long[] sequences = new long[PACKETS];
    private final long[] positions = new long[PACKETS];
    private final int[] lengths = new int[PACKETS];
    private final long[] keptNanos = new long[PACKETS];
    private long written;

    /** Keeps a copy of a packet; one that is too long is not kept. */
    void keep(RtpPacket packet, long extendedSequence, long nowNanos) {
        ByteBuffer datagram = packet.buffer();
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
        int index = (int) (extendedSequence & (PACKETS - 1));
        sequences[index] = extendedSequence;
        positions[index] = written;
        lengths[index] = length;
        keptNanos[index] = nowNanos;
        written += length;
    }

    /**
     * Looks a packet up.
     *
     * @param into views it, until the next packet is kept
     * @return false where it is gone or never was
     */
    boolean find(long extendedSequence, RtpPacket into, long nowNanos) {
        int index = (int) (extendedSequence & (PACKETS - 1));
        if (lengths[index] == 0
                || sequences[index] != extendedSequence
                || written - positions[index] > BYTES
                || nowNanos - keptNanos[index] > LONGEST_NANOS) {
            return false;
        }
        int at = (int) (positions[index] & (BYTES - 1));
        view.limit(at + lengths[index]).position(at);
        return into.parse(view);
    }
}
