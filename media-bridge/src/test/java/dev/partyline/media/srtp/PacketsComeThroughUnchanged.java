package dev.partyline.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.rtp.DropReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PacketsComeThroughUnchanged {
    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void ofEachLength(SrtpProfile profile) {
        try (SrtpPair pair = new SrtpPair(profile)) {
            for (int payload = 0; payload < 1300; payload += payload < 40 ? 1 : 61) {
                ByteBuffer packet = SrtpPair.rtp(payload, 0xcafe, payload);
                ByteBuffer clear = SrtpPair.copy(packet);
                assertTrue(pair.near.protectRtp(packet));
                assertEquals(clear.remaining() + profile.tagBytes(), packet.remaining());
                if (payload >= 8) {
                    assertNotEquals(clear, SrtpPair.copy(packet).limit(clear.limit()));
                }
                assertNull(pair.far.unprotectRtp(packet), "payload " + payload);
                assertEquals(clear, packet);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void headersStayReadableAndAreAuthenticated(SrtpProfile profile) {
        try (SrtpPair pair = new SrtpPair(profile)) {
            ByteBuffer packet = SrtpPair.rtp(1, 5, 60);
            // Two contributing sources and an extension of one word.
            packet.put(SrtpPair.OFFSET, (byte) 0x92).putShort(SrtpPair.OFFSET + 20, (short) 0xbede);
            packet.putShort(SrtpPair.OFFSET + 22, (short) 1);
            ByteBuffer clear = SrtpPair.copy(packet);
            assertTrue(pair.near.protectRtp(packet));
            int header = 12 + 8 + 8;
            assertEquals(clear.slice(SrtpPair.OFFSET, header), packet.slice(SrtpPair.OFFSET, header));
            ByteBuffer forged = SrtpPair.copy(packet);
            forged.put(SrtpPair.OFFSET + header - 1, (byte) 99);
            assertEquals(DropReason.UNAUTHENTICATED, pair.far.unprotectRtp(forged));
            assertNull(pair.far.unprotectRtp(packet));
            assertEquals(clear, packet);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void overThreeWrapsOfTheSequenceNumberShuffledAndRepeated(SrtpProfile profile) {
        Random random = new Random(5);
        try (SrtpPair pair = new SrtpPair(profile)) {
            List<ByteBuffer> sent = new ArrayList<>();
            int number = 30_000;
            // A packet in 15 is enough between the wraps; around them each one.
            while (number < 3 * 65_536 + 300) {
                ByteBuffer packet = SrtpPair.rtp(number, 9, 20);
                assertTrue(pair.near.protectRtp(packet), "packet " + number);
                sent.add(packet);
                int toWrap = 65_536 - (number & 0xffff);
                number += toWrap < 400 || toWrap > 65_536 - 300 ? 1 : 15;
            }
            // Each comes by up to 64 places early or late, and half of them twice.
            for (int from = 0; from < sent.size(); from += 64) {
                java.util.Collections.shuffle(sent.subList(from, Math.min(sent.size(), from + 64)), random);
            }
            int replays = 0;
            for (ByteBuffer packet : sent) {
                ByteBuffer again = SrtpPair.copy(packet);
                assertNull(pair.far.unprotectRtp(packet));
                if (random.nextBoolean()) {
                    assertEquals(DropReason.REPLAYED, pair.far.unprotectRtp(again));
                    replays++;
                }
            }
            assertTrue(replays > 1000, replays + " replays");
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void alsoVeryLateOnesUpToTheWindow(SrtpProfile profile) {
        try (SrtpPair pair = new SrtpPair(profile)) {
            List<ByteBuffer> sent = new ArrayList<>();
            for (int i = 0; i <= IndexWindow.SIZE; i++) {
                ByteBuffer packet = SrtpPair.rtp(65_000 + i, 9, 20);
                assertTrue(pair.near.protectRtp(packet));
                sent.add(packet);
            }
            assertNull(pair.far.unprotectRtp(sent.getFirst()));
            assertNull(pair.far.unprotectRtp(sent.get(500)));
            assertNull(pair.far.unprotectRtp(sent.getLast()));
            assertEquals(DropReason.REPLAYED, pair.far.unprotectRtp(SrtpPair.copy(sent.getFirst())));
            for (int i = 1; i < IndexWindow.SIZE; i++) {
                DropReason refused = pair.far.unprotectRtp(sent.get(i));
                assertEquals(i == 500 ? DropReason.REPLAYED : null, refused, "packet " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void reportsTooAndOnlyOnce(SrtpProfile profile) {
        try (SrtpPair pair = new SrtpPair(profile)) {
            for (int i = 0; i < 200; i++) {
                ByteBuffer report = SrtpPair.rtcp(77, 28 + 4 * (i % 30));
                ByteBuffer clear = SrtpPair.copy(report);
                assertTrue(pair.far.protectRtcp(report));
                assertEquals(clear.remaining() + profile.tagBytes() + 4, report.remaining());
                ByteBuffer again = SrtpPair.copy(report);
                assertNull(pair.near.unprotectRtcp(report));
                assertEquals(clear, report);
                assertEquals(DropReason.REPLAYED, pair.near.unprotectRtcp(again));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void noIndexIsUsedTwiceAndNothingIsSentWithoutRoom(SrtpProfile profile) {
        try (SrtpPair pair = new SrtpPair(profile)) {
            assertTrue(pair.near.protectRtp(SrtpPair.rtp(5, 1, 20)));
            assertTrue(pair.near.protectRtp(SrtpPair.rtp(4, 1, 20)));
            assertFalse(pair.near.protectRtp(SrtpPair.rtp(5, 1, 30)));
            assertTrue(pair.near.protectRtp(SrtpPair.rtp(5, 2, 30)));
            ByteBuffer tight = SrtpPair.rtp(6, 1, 20);
            tight.limit(tight.capacity() - SrtpSession.MAX_OVERHEAD_BYTES + 1);
            assertFalse(pair.near.protectRtp(tight));
            assertFalse(pair.near.protectRtp(ByteBuffer.allocate(200).limit(40)));
            assertFalse(pair.near.protectRtcp(ByteBuffer.allocate(200).limit(7)));
            for (int ssrc = 10; ssrc < 10 + 2 * SrtpSender.MOST_SOURCES; ssrc++) {
                boolean room = ssrc < 10 + SrtpSender.MOST_SOURCES - 2;
                assertEquals(room, pair.near.protectRtp(SrtpPair.rtp(1, ssrc, 20)));
            }
            assertFalse(pair.near.protectRtp(SrtpPair.rtp(5, 1, 20)));
            assertTrue(pair.near.protectRtp(SrtpPair.rtp(7, 1, 20)));
        }
    }
}
