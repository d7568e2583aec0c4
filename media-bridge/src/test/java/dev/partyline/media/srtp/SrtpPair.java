package dev.partyline.media.srtp;

import java.nio.ByteBuffer;
import java.util.Random;

/** Two ends of one transport, each with the other's keys. */
final class SrtpPair implements AutoCloseable {
    static final int OFFSET = 7;

    final SrtpSession near;
    final SrtpSession far;

    SrtpPair(SrtpProfile profile) {
        Random random = new Random(11);
        byte[] nearKey = bytes(random, profile.keyBytes());
        byte[] nearSalt = bytes(random, profile.saltBytes());
        byte[] farKey = bytes(random, profile.keyBytes());
        byte[] farSalt = bytes(random, profile.saltBytes());
        try (SrtpKeys keys = new SrtpKeys(profile, nearKey, nearSalt, farKey, farSalt)) {
            near = new SrtpSession(keys);
        }
        try (SrtpKeys keys = new SrtpKeys(profile, farKey, farSalt, nearKey, nearSalt)) {
            far = new SrtpSession(keys);
        }
    }

    static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** An RTP packet somewhere within a larger array, as in a receive buffer. */
    static ByteBuffer rtp(int sequence, int ssrc, int payloadBytes) {
        ByteBuffer packet = ByteBuffer.allocate(OFFSET + 12 + payloadBytes + SrtpSession.MAX_OVERHEAD_BYTES)
                .position(OFFSET);
        packet.put((byte) 0x80).put((byte) 111).putShort((short) sequence).putInt(sequence * 960);
        packet.putInt(ssrc);
        for (int i = 0; i < payloadBytes; i++) {
            packet.put((byte) (i * 31 + sequence));
        }
        return packet.limit(packet.position()).position(OFFSET);
    }

    static ByteBuffer rtcp(int ssrc, int bytes) {
        ByteBuffer packet = ByteBuffer.allocate(OFFSET + bytes + SrtpSession.MAX_OVERHEAD_BYTES)
                .position(OFFSET);
        packet.put((byte) 0x80).put((byte) 200).putShort((short) (bytes / 4 - 1));
        packet.putInt(ssrc);
        for (int i = 8; i < bytes; i++) {
            packet.put((byte) (i * 17));
        }
        return packet.limit(packet.position()).position(OFFSET);
    }

    static ByteBuffer copy(ByteBuffer packet) {
        ByteBuffer copy = ByteBuffer.allocate(packet.capacity()).position(packet.position());
        copy.put(packet.duplicate());
        return copy.limit(copy.position()).position(packet.position());
    }

    @Override
    public void close() {
        near.close();
        far.close();
    }
}
