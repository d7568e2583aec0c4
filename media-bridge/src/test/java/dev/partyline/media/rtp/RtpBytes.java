package dev.partyline.media.rtp;

import java.nio.ByteBuffer;

/** Packets by hand. */
public final class RtpBytes {
    private RtpBytes() {}

    public static ByteBuffer packet(
            int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte... payload) {
        ByteBuffer bytes = ByteBuffer.allocate(12 + payload.length);
        bytes.put((byte) 0x80)
                .put((byte) ((marker ? 0x80 : 0) | payloadType))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc)
                .put(payload);
        return bytes.flip();
    }

    static RtpPacket parsed(int sequence, int timestamp, int ssrc) {
        RtpPacket packet = new RtpPacket();
        if (!packet.parse(packet(0, false, sequence, timestamp, ssrc, new byte[160]))) {
            throw new AssertionError();
        }
        return packet;
    }
}
