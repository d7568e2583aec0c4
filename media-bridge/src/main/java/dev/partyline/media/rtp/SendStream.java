package dev.partyline.media.rtp;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** What one leg is sent: SSRC, sequence number and timestamp, all begun at random (RFC 3550 section 5.1). */
public final class SendStream {
    private final int ssrc;
    private int sequence;
    private int timestamp;
    private long packets;
    private long octets;

    public SendStream(RandomGenerator random) {
        ssrc = random.nextInt();
        // Far from the wrap: what gets lost before the far end listens would leave it one turn behind (RFC 3711 section
        // 3.3.1).
        sequence = random.nextInt() & 0x7fff;
        timestamp = random.nextInt();
    }

    /**
     * Puts the header of the next packet at the position of a big-endian buffer and counts the packet.
     *
     * @return the bytes written
     */
    public int writeHeader(ByteBuffer out, int payloadType, boolean marker) {
        out.put((byte) 0x80);
        out.put((byte) ((marker ? 0x80 : 0) | payloadType));
        out.putShort((short) sequence);
        out.putInt(timestamp);
        out.putInt(ssrc);
        sequence = (sequence + 1) & 0xffff;
        packets++;
        return RtpPacket.FIXED_HEADER_BYTES;
    }

    /** Counts the payload of the packet whose header was written last, for sender reports. */
    public void countPayload(int payloadOctets) {
        octets += payloadOctets;
    }

    /** Time goes on by so many samples, sent or not. */
    public void advance(int samples) {
        timestamp += samples;
    }

    public int ssrc() {
        return ssrc;
    }

    /** The timestamp of the next packet. */
    public int timestamp() {
        return timestamp;
    }

    public long packetsSent() {
        return packets;
    }

    public long octetsSent() {
        return octets;
    }
}
