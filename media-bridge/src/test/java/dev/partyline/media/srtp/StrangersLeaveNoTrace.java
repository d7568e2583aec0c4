package dev.partyline.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.rtp.DropReason;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StrangersLeaveNoTrace {
    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void ofAHundredThousandSources(SrtpProfile profile) {
        Random random = new Random(2);
        try (SrtpPair pair = new SrtpPair(profile)) {
            ByteBuffer first = SrtpPair.rtp(1, 42, 60);
            assertTrue(pair.near.protectRtp(first));
            assertNull(pair.far.unprotectRtp(first));
            ByteBuffer report = SrtpPair.rtcp(42, 28);
            assertTrue(pair.near.protectRtcp(report));
            assertNull(pair.far.unprotectRtcp(report));
            byte[] noise = SrtpPair.bytes(random, 100);
            for (int i = 0; i < 100_000; i++) {
                ByteBuffer forged = SrtpPair.rtp(random.nextInt(), random.nextInt(), 60);
                assertEquals(DropReason.UNAUTHENTICATED, pair.far.unprotectRtp(forged));
                ByteBuffer control = ByteBuffer.wrap(noise);
                control.putInt(0, 0x80c80006).putInt(4, random.nextInt());
                assertNotNull(pair.far.unprotectRtcp(control));
            }
            assertEquals(2, pair.far.receivedSources());
            ByteBuffer next = SrtpPair.rtp(2, 42, 60);
            assertTrue(pair.near.protectRtp(next));
            assertNull(pair.far.unprotectRtp(next));
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void oneBitIsEnough(SrtpProfile profile) {
        try (SrtpPair pair = new SrtpPair(profile)) {
            ByteBuffer good = SrtpPair.rtp(900, 42, 24);
            ByteBuffer report = SrtpPair.rtcp(42, 28);
            assertTrue(pair.near.protectRtp(good));
            assertTrue(pair.near.protectRtcp(report));
            for (int bit = 0; bit < 8 * good.remaining(); bit++) {
                assertNotNull(pair.far.unprotectRtp(flipped(good, bit)), "bit " + bit);
            }
            for (int bit = 0; bit < 8 * report.remaining(); bit++) {
                assertNotNull(pair.far.unprotectRtcp(flipped(report, bit)), "bit " + bit);
            }
            for (int length = 0; length < good.remaining(); length++) {
                assertNotNull(pair.far.unprotectRtp(SrtpPair.copy(good).limit(SrtpPair.OFFSET + length)));
            }
            for (int length = 0; length < report.remaining(); length++) {
                assertNotNull(pair.far.unprotectRtcp(SrtpPair.copy(report).limit(SrtpPair.OFFSET + length)));
            }
            assertEquals(0, pair.far.receivedSources());
            assertNull(pair.far.unprotectRtp(good));
            assertNull(pair.far.unprotectRtcp(report));
        }
    }

    private static ByteBuffer flipped(ByteBuffer packet, int bit) {
        ByteBuffer copy = SrtpPair.copy(packet);
        int at = copy.position() + bit / 8;
        return copy.put(at, (byte) (copy.get(at) ^ 1 << bit % 8));
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void anAuthenticPeerIsBoundedToo(SrtpProfile profile) {
        try (SrtpPair pair = new SrtpPair(profile)) {
            for (int ssrc = 0; ssrc < 3 * SrtpReceiver.MOST_SOURCES; ssrc++) {
                for (int of : new int[] {ssrc, 0}) {
                    ByteBuffer packet = SrtpPair.rtp(ssrc + 1, of, 20);
                    if (pair.near.protectRtp(packet)) {
                        assertNull(pair.far.unprotectRtp(packet));
                    }
                }
            }
            assertEquals(SrtpReceiver.MOST_SOURCES, pair.far.receivedSources());
            // The one that was always heard was never forgotten.
            ByteBuffer replayed = SrtpPair.rtp(3 * SrtpReceiver.MOST_SOURCES + 1, 0, 20);
            assertTrue(pair.near.protectRtp(replayed));
            ByteBuffer again = SrtpPair.copy(replayed);
            assertNull(pair.far.unprotectRtp(replayed));
            assertEquals(DropReason.REPLAYED, pair.far.unprotectRtp(again));
        }
    }

    @Test
    void norDoOldKeys() {
        SrtpPair pair = new SrtpPair(SrtpProfile.AEAD_AES_128_GCM);
        ByteBuffer packet = SrtpPair.rtp(1, 1, 20);
        assertTrue(pair.near.protectRtp(packet));
        pair.close();
        assertEquals(DropReason.UNAUTHENTICATED, pair.far.unprotectRtp(packet));
        assertFalse(pair.near.protectRtp(SrtpPair.rtp(2, 1, 20)));
        assertFalse(pair.near.protectRtcp(SrtpPair.rtcp(1, 28)));
        SrtpKeys keys = new SrtpKeys(
                SrtpProfile.AEAD_AES_128_GCM,
                new byte[16],
                new byte[12],
                "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                new byte[12]);
        assertEquals("SrtpKeys[AEAD_AES_128_GCM]", keys.toString());
        assertEquals('0', keys.remoteKey()[0]);
        keys.close();
        assertEquals(0, keys.remoteKey()[0]);
    }
}
