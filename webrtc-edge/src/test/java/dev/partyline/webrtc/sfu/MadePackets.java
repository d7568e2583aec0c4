package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;

/** Packets of a browser, by hand. */
final class MadePackets {
    static final int OPUS = 111;
    static final int VP8 = 96;
    static final int VP8_RTX = 97;
    static final int LEVEL_ID = 3;

    private MadePackets() {}

    static ByteBuffer audio(int sequence, int timestamp, int ssrc, int levelDbov) {
        ByteBuffer bytes = ByteBuffer.allocate(120);
        bytes.put((byte) 0x90)
                .put((byte) OPUS)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc);
        bytes.putShort((short) 0xbede).putShort((short) 1);
        bytes.put((byte) (LEVEL_ID << 4)).put((byte) (0x80 | -levelDbov)).putShort((short) 0);
        bytes.put((byte) 0xf8).put(new byte[79]);
        return bytes.flip();
    }

    /** One packet that is a whole frame, with a picture id of 15 bits and TL0PICIDX. */
    static ByteBuffer vp8(int sequence, int timestamp, int ssrc, int pictureId, int tl0, boolean key) {
        ByteBuffer bytes = ByteBuffer.allocate(200);
        bytes.put((byte) 0x80)
                .put((byte) (0x80 | VP8))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc);
        bytes.put((byte) 0x90)
                .put((byte) 0xc0)
                .putShort((short) (0x8000 | pictureId))
                .put((byte) tl0);
        bytes.put((byte) (key ? 0 : 1)).put(new byte[100]);
        return bytes.flip();
    }

    static ByteBuffer rtx(ByteBuffer original, int sequence, int ssrc) {
        ByteBuffer bytes = ByteBuffer.allocate(original.remaining() + 2);
        bytes.put((byte) 0x80).put((byte) (0x80 | VP8_RTX)).putShort((short) sequence);
        bytes.putInt(original.getInt(4)).putInt(ssrc).putShort(original.getShort(2));
        bytes.put(bytes.position(), original, 12, original.remaining() - 12);
        return bytes.position(0);
    }

    static RtpPacket parsed(ByteBuffer bytes) {
        RtpPacket packet = new RtpPacket();
        if (!packet.parse(bytes)) {
            throw new AssertionError();
        }
        return packet;
    }

    static int pictureId(RtpPacket packet) {
        return packet.buffer().getShort(packet.payloadOffset() + 2) & 0x7fff;
    }

    static int tl0(RtpPacket packet) {
        return packet.buffer().get(packet.payloadOffset() + 4) & 0xff;
    }
}
