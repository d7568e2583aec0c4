package dev.partyline.media.rtp;

import static dev.partyline.media.rtp.RtpBytes.parsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReceiveStreamCountsAsTheRfcSays {
    private static final long TICK = 20_000_000L;

    private final ReceiveStream stream = new ReceiveStream(8000);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 65535})
    void sequenceGrowsByOneOverEveryWrap(int start) {
        long previous = -1;
        for (int i = 0; i < 200_000; i++) {
            assertNull(stream.accept(parsed((start + i) & 0xffff, i * 160, 7), i * TICK));
            assertTrue(i == 0 || stream.extendedSequence() == previous + 1);
            assertEquals((start + i) & 0xffff, stream.extendedSequence() & 0xffff);
            previous = stream.extendedSequence();
        }
        assertEquals(0, stream.packetsLost());
        assertEquals(200_000, stream.packetsReceived());
        assertEquals(0, stream.jitterMicros());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 32767, 65535})
    void lossReorderingAndDuplicatesAreToldApart(int start) {
        int[] order = {0, 1, 3, 2, 3, 5, 4, 4, 9, 8, 9, 1};
        DropReason[] expected = {
            null,
            null,
            null,
            null,
            DropReason.DUPLICATE,
            null,
            null,
            DropReason.DUPLICATE,
            null,
            null,
            DropReason.DUPLICATE,
            DropReason.DUPLICATE
        };
        for (int i = 0; i < order.length; i++) {
            assertEquals(expected[i], stream.accept(parsed((start + order[i]) & 0xffff, 0, 7), 0), "packet " + i);
        }
        assertEquals(8, stream.packetsReceived());
        assertEquals(2, stream.packetsLost());
        assertEquals(2, stream.cumulativeLostForReport());
        assertEquals(2 * 256 / 10, stream.takeFractionLost());
        assertEquals(0, stream.takeFractionLost());
        assertFalse(stream.ssrcChanged());
    }

    @Test
    void aFirstPacketOvertakenByALaterOneIsCounted() {
        stream.accept(parsed(0, 0, 7), 0);
        assertNull(stream.accept(parsed(65535, -160, 7), 0));
        assertEquals(0, stream.packetsLost());
        assertEquals(2, stream.packetsReceived());
    }

    @Test
    void aStrangerCannotTakeAStreamThatSpeaks() {
        for (int i = 0; i < 1000; i++) {
            assertNull(stream.accept(parsed(i, i * 160, 7), i * TICK));
            for (int burst = 0; burst < 3; burst++) {
                assertEquals(DropReason.UNKNOWN_SSRC, stream.accept(parsed(500 + 3 * i + burst, 0, 666), i * TICK + 1));
            }
        }
        assertEquals(7, stream.ssrc());
    }

    @Test
    void aBurstOfAnotherSourceInOneMomentIsNotEnough() {
        stream.accept(parsed(0, 0, 7), 0);
        for (int i = 0; i < 50; i++) {
            assertEquals(DropReason.UNKNOWN_SSRC, stream.accept(parsed(i, 0, 666), TICK));
        }
    }

    @Test
    void anotherSourceForEachPacketIsRefused() {
        stream.accept(parsed(0, 0, 7), 0);
        for (int i = 1; i < 1000; i++) {
            assertEquals(DropReason.UNKNOWN_SSRC, stream.accept(parsed(i, 0, 1000 + i), i * TICK));
        }
    }

    @Test
    void aPbxChangesSourceAndTheOldOneIsStale() {
        for (int i = 0; i < 100; i++) {
            stream.accept(parsed(65500 + i, i * 160, 7), i * TICK);
        }
        long before = stream.extendedSequence();
        int refused = 0;
        boolean changed = false;
        for (int i = 0; i < 20; i++) {
            refused += stream.accept(parsed(9 + i, i, 8), (100 + i) * TICK) == null ? 0 : 1;
            changed |= stream.ssrcChanged();
        }
        assertEquals(ReceiveStream.TAKEOVER_PACKETS - 1, refused);
        assertTrue(changed);
        assertEquals(8, stream.ssrc());
        assertTrue(stream.extendedSequence() > before);
        assertEquals(28, stream.extendedSequence() & 0xffff);
        assertEquals(DropReason.STALE_SSRC, stream.accept(parsed(64, 0, 7), 121 * TICK));
        assertEquals(117, stream.packetsReceived());
        assertEquals(0, stream.packetsLost());
    }

    @Test
    void aNewCountOfTheSameSourceIsTakenWithItsSecondPacket() {
        stream.accept(parsed(1000, 0, 7), 0);
        assertEquals(DropReason.JUMPED, stream.accept(parsed(30000, 0, 7), TICK));
        assertNull(stream.accept(parsed(30001, 160, 7), 2 * TICK));
        assertTrue(stream.ssrcChanged());
        assertNull(stream.accept(parsed(30002, 320, 7), 3 * TICK));
        assertFalse(stream.ssrcChanged());
        assertEquals(0, stream.packetsLost());
    }

    @Test
    void randomSequenceNumbersAreMostlyRefused() {
        java.util.Random random = new java.util.Random(5);
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            taken += stream.accept(parsed(random.nextInt(65536), 0, 7), i * TICK) == null ? 1 : 0;
        }
        assertTrue(taken < 1000, "taken " + taken);
    }

    @Test
    void jitterFollowsAppendixA8AndSurvivesWeeks() {
        // Alternating 5 ms early and late: every difference of transit is 10 ms, so the jitter tends to it.
        long weeks = 40L * 24 * 3600 * 1_000_000_000L;
        for (int i = 0; i < 500; i++) {
            long early = i % 2 == 0 ? 0 : 10_000_000L;
            stream.accept(parsed(i, i * 160, 7), -weeks + i * TICK + early);
        }
        assertEquals(10_000.0, (double) stream.jitterMicros(), 200);
        for (int i = 500; i < 700; i++) {
            stream.accept(parsed(i, i * 160, 7), weeks + i * TICK);
        }
        assertTrue(stream.jitterMicros() < 1000);
    }

    @Test
    void keysOfOneTimestampAreNoJitter() {
        for (int i = 0; i < 100; i++) {
            stream.accept(parsed(i, 0, 7), i * TICK);
        }
        assertEquals(0, stream.jitterMicros());
    }
}
