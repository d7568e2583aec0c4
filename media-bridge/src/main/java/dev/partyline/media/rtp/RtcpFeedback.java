package dev.partyline.media.rtp;

import java.nio.ByteBuffer;

/**
 * Feedback messages (RFC 4585 section 6.1, RFC 5104, and REMB of draft-alvestrand-rmcat-remb-03).
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|   FMT   |       PT      |          length               |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                  SSRC of packet sender                        |
 * |                  SSRC of media source                         |
 * :            feedback control information                       :
 * </pre>
 */
public final class RtcpFeedback {
    /** Transport-layer feedback. */
    public static final int TRANSPORT = 205;
    /** Payload-specific feedback. */
    public static final int PAYLOAD = 206;
    /** Of {@link #TRANSPORT}: generic NACK, section 6.2.1. */
    public static final int NACK = 1;
    /** Of {@link #PAYLOAD}: picture loss indication, section 6.3.1. */
    public static final int PLI = 1;
    /** Of {@link #PAYLOAD}: full intra request, RFC 5104 section 4.3.1. */
    public static final int FIR = 4;
    /** Of {@link #PAYLOAD}: application layer feedback, which REMB is. */
    public static final int APPLICATION = 15;

    /** Absolute index of the control information, relative to {@link RtcpPackets#body()}: behind the media SSRC. */
    public static final int CONTROL_OFFSET = 4;

    /** What {@link #writeNack} needs at most for so many sequence numbers. */
    public static final int NACK_BYTES = 12;

    private static final int REMB = 0x52454d42;
    private static final int REMB_MANTISSA_BITS = 18;

    private RtcpFeedback() {}

    public static void writePli(ByteBuffer out, int senderSsrc, int mediaSsrc) {
        writeHeader(out, PLI, PAYLOAD, 2, senderSsrc, mediaSsrc);
    }

    /** @param commandNumber one more for each new request */
    public static void writeFir(ByteBuffer out, int senderSsrc, int mediaSsrc, int commandNumber) {
        writeHeader(out, FIR, PAYLOAD, 4, senderSsrc, 0);
        out.putInt(mediaSsrc).putInt(commandNumber << 24);
    }

    /**
     * Asks for packets again: each word names one and a mask of the 16 behind it. Takes at most
     * {@link #NACK_BYTES} + 4 bytes a sequence number.
     *
     * @param sequences extended sequence numbers that only grow
     */
    public static void writeNack(ByteBuffer out, int senderSsrc, int mediaSsrc, long[] sequences, int count) {
        int start = out.position();
        writeHeader(out, NACK, TRANSPORT, 2, senderSsrc, mediaSsrc);
        int words = 0;
        int i = 0;
        while (i < count) {
            long first = sequences[i++];
            int mask = 0;
            while (i < count && sequences[i] - first <= 16) {
                mask |= 1 << (sequences[i++] - first - 1);
            }
            out.putShort((short) first).putShort((short) mask);
            words++;
        }
        out.putShort(start + 2, (short) (2 + words));
    }

    /** How much one sender may send: bits a second over the streams named. */
    public static void writeRemb(ByteBuffer out, int senderSsrc, int mediaSsrc, long bitsPerSecond) {
        writeHeader(out, APPLICATION, PAYLOAD, 5, senderSsrc, 0);
        int exponent = Math.max(0, 64 - Long.numberOfLeadingZeros(bitsPerSecond) - REMB_MANTISSA_BITS);
        int mantissa = (int) (bitsPerSecond >>> exponent);
        out.putInt(REMB)
                .putInt((1 << 24) | (exponent << REMB_MANTISSA_BITS) | mantissa)
                .putInt(mediaSsrc);
    }

    /** Bits a second of the present packet, or -1 where it is no REMB. */
    public static long rembBitsPerSecond(RtcpPackets packet) {
        int control = packet.body() + CONTROL_OFFSET;
        if (packet.type() != PAYLOAD
                || packet.count() != APPLICATION
                || control + 8 > packet.end()
                || packet.buffer().getInt(control) != REMB) {
            return -1;
        }
        int word = packet.buffer().getInt(control + 4);
        int exponent = (word >>> REMB_MANTISSA_BITS) & 0x3f;
        long mantissa = word & ((1L << REMB_MANTISSA_BITS) - 1);
        // An exponent that shifts bits out is a number nobody means.
        return exponent > 63 - REMB_MANTISSA_BITS ? Long.MAX_VALUE : mantissa << exponent;
    }

    private static void writeHeader(ByteBuffer out, int format, int type, int words, int senderSsrc, int mediaSsrc) {
        Rtcp.writeHeader(out, format, type, words);
        out.putInt(senderSsrc).putInt(mediaSsrc);
    }
}
