package dev.partyline.media.rtp;

import java.nio.ByteBuffer;

/**
 * Retransmission payload (RFC 4588 section 4): a stream of its own, whose payload is the original sequence number
 * (OSN, two bytes) and then the original payload.
 */
public final class Rtx {
    /** What a retransmitted packet is longer. */
    public static final int OVERHEAD_BYTES = 2;

    private Rtx() {}

    /** Begins the payload of a retransmission; the original payload follows. */
    public static void writeOriginalSequence(ByteBuffer out, int sequence) {
        out.putShort((short) sequence);
    }

    /**
     * Makes the original out of a retransmitted packet, in place: the header moves over the OSN, position grows by two.
     *
     * @param packet parsed from {@code datagram}
     * @param payloadType of the original
     * @param ssrc of the original
     * @return false where there is nothing in it, as in probes of bandwidth; then nothing has changed
     */
    public static boolean restore(RtpPacket packet, ByteBuffer datagram, int payloadType, int ssrc) {
        if (packet.payloadLength() <= OVERHEAD_BYTES) {
            return false;
        }
        int start = datagram.position();
        int payload = packet.payloadOffset();
        short originalSequence = datagram.getShort(payload);
        int marker = datagram.get(start + 1) & 0x80;
        byte[] bytes = datagram.array();
        int offset = datagram.arrayOffset();
        System.arraycopy(bytes, offset + start, bytes, offset + start + OVERHEAD_BYTES, payload - start);
        start += OVERHEAD_BYTES;
        datagram.put(start + 1, (byte) (marker | payloadType));
        datagram.putShort(start + 2, originalSequence);
        datagram.putInt(start + 8, ssrc);
        datagram.position(start);
        return true;
    }
}
