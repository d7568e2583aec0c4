package dev.partyline.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vectors of libsrtp's own validation, which begin with the master key. */
final class PublishedVectorsAreMatched {
    private static final HexFormat HEX = HexFormat.of();
    private static final String RTP = "800f1234decafbadcafebabe" + "ab".repeat(16);
    private static final String RTCP = "81c8000bcafebabe" + "ab".repeat(16);

    private static SrtpSession session(SrtpProfile profile, String key, String salt) {
        byte[] keyBytes = HEX.parseHex(key);
        byte[] saltBytes = HEX.parseHex(salt);
        try (SrtpKeys keys = new SrtpKeys(profile, keyBytes, saltBytes, keyBytes, saltBytes)) {
            return new SrtpSession(keys);
        }
    }

    private static ByteBuffer packet(String hex) {
        byte[] bytes = HEX.parseHex(hex);
        return ByteBuffer.allocate(bytes.length + SrtpSession.MAX_OVERHEAD_BYTES)
                .put(bytes)
                .flip();
    }

    private static String hex(ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(packet.position(), bytes);
        return HEX.formatHex(bytes);
    }

    private static void check(SrtpSession session, String protectedRtp, String protectedRtcp) {
        try (session) {
            ByteBuffer rtp = packet(RTP);
            assertTrue(session.protectRtp(rtp));
            assertEquals(protectedRtp, hex(rtp));
            assertNull(session.unprotectRtp(rtp));
            assertEquals(RTP, hex(rtp));
            // The vector is the second report; ours count from 0.
            assertTrue(session.protectRtcp(packet(RTCP)));
            ByteBuffer rtcp = packet(RTCP);
            assertTrue(session.protectRtcp(rtcp));
            assertEquals(protectedRtcp, hex(rtcp));
            assertNull(session.unprotectRtcp(rtcp));
            assertEquals(RTCP, hex(rtcp));
        }
    }

    @Test
    void counterModeWithHmacSha1() {
        check(
                session(
                        SrtpProfile.AES128_CM_HMAC_SHA1_80,
                        "e1f97a0d3e018be0d64fa32c06de4139",
                        "0ec675ad498afeebb6960b3aabe6"),
                "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb",
                "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798");
    }

    @Test
    void galoisCounterMode() {
        check(
                session(SrtpProfile.AEAD_AES_128_GCM, "000102030405060708090a0b0c0d0e0f", "a0a1a2a3a4a5a6a7a8a9aaab"),
                "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392",
                "81c8000bcafebabec98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e80000001");
    }
}
