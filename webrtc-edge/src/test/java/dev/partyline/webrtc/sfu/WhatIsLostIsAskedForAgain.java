package dev.partyline.webrtc.sfu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WhatIsLostIsAskedForAgain {
    private static final long MILLI = 1_000_000L;
    private static final long ROUND_TRIP = 60 * MILLI;

    private final NackGenerator losses = new NackGenerator();
    private final long[] due = new long[NackGenerator.MOST_MISSING];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void overABadNetworkNearlyAllComes(long seed) {
        Random random = new Random(seed);
        TreeMap<Long, Long> underway = new TreeMap<>();
        Set<Long> came = new HashSet<>();
        int asked = 0;
        int lost = 0;
        long next = 65_000;
        for (long milli = 0; milli < 20_000; milli++) {
            long now = milli * MILLI;
            if (milli % 10 == 0 && milli < 18_000) {
                if (random.nextDouble() < 0.1) {
                    lost++;
                } else {
                    underway.put(now + random.nextInt(8) * MILLI + next % MILLI, next);
                }
                next++;
            }
            while (!underway.isEmpty() && underway.firstKey() <= now + MILLI - 1) {
                long sequence = underway.pollFirstEntry().getValue();
                came.add(sequence);
                losses.received(sequence, now);
            }
            int count = losses.due(now, ROUND_TRIP, due);
            for (int i = 0; i < count; i++) {
                asked++;
                assertTrue(i == 0 || due[i] > due[i - 1]);
                if (random.nextDouble() > 0.1) {
                    underway.put(now + ROUND_TRIP + due[i] % MILLI, due[i]);
                }
            }
        }
        assertTrue(lost > 100, "lost " + lost);
        assertTrue(came.size() >= next - 65_000 - 3, "came " + came.size() + " of " + (next - 65_000));
        assertTrue(asked < 2 * lost, "asked " + asked + " for " + lost);
    }

    @Test
    void whatOvertakesIsNotAskedFor() {
        losses.received(10, 0);
        losses.received(12, MILLI);
        assertEquals(0, losses.due(5 * MILLI, ROUND_TRIP, due));
        losses.received(11, 6 * MILLI);
        assertEquals(0, losses.due(500 * MILLI, ROUND_TRIP, due));
        assertEquals(Long.MAX_VALUE, losses.deadlineNanos(ROUND_TRIP));
    }

    @Test
    void afterSixRequestsAKeyFrameIsAllThatHelps() {
        losses.received(10, 0);
        losses.received(12, 0);
        int requests = 0;
        for (long milli = 0; milli < 2_000; milli++) {
            requests += losses.due(milli * MILLI, ROUND_TRIP, due);
        }
        assertEquals(NackGenerator.MOST_REQUESTS, requests);
        assertTrue(losses.takeGaveUp());
        assertFalse(losses.takeGaveUp());
    }

    @Test
    void agapOfAMinuteIsNoListOfAMinute() {
        losses.received(10, 0);
        losses.received(100_000, 0);
        assertEquals(0, losses.due(100 * MILLI, ROUND_TRIP, due));
        assertTrue(losses.takeGaveUp());
    }

    @Test
    void aKeyFrameMakesFormerLossesNobodysConcern() {
        losses.received(10, 0);
        losses.received(15, 0);
        losses.received(17, 0);
        losses.forgetBefore(15);
        assertEquals(1, losses.due(20 * MILLI, ROUND_TRIP, due));
        assertEquals(16, due[0]);
    }

    @Test
    void aKeyFrameIsAskedForOnceASecondUntilItComes() {
        KeyFrameRequests requests = new KeyFrameRequests();
        assertFalse(requests.due(0));
        int asked = 0;
        for (long milli = 0; milli < 4_500; milli++) {
            requests.want();
            asked += requests.due(milli * MILLI) ? 1 : 0;
        }
        assertEquals(5, asked);
        requests.seen();
        assertFalse(requests.due(10_000 * MILLI));
    }

    @Test
    void theLastSecondCanBeHadAgainAndNoMore() {
        PacketHistory history = new PacketHistory();
        Random random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            long sequence = (1L << 33) + i;
            ByteBuffer bytes = MadePackets.vp8(i, 3000 * i, 9, i & 0x7fff, i & 0xff, false);
            bytes.limit(bytes.limit() - random.nextInt(80));
            history.keep(bytes, sequence, 4L * i * MILLI);
            assertEquals(0, bytes.position());
            for (int back = 0; back < 240; back += 13) {
                if (back <= i) {
                    RtpPacket packet = MadePackets.parsed(found(history, sequence - back, 4L * i * MILLI));
                    assertEquals((i - back) & 0xffff, packet.sequence());
                    assertEquals(3000 * (i - back), packet.timestamp());
                }
            }
            assertNull(history.find(sequence - 260, 4L * i * MILLI), "over a second");
            assertNull(history.find(sequence + 1, 4L * i * MILLI));
        }
    }

    private static ByteBuffer found(PacketHistory history, long name, long nowNanos) {
        ByteBuffer found = history.find(name, nowNanos);
        assertNotNull(found, "packet " + name);
        return found;
    }

    @Test
    void theHistoryIsBoundedInBytesToo() {
        PacketHistory history = new PacketHistory();
        ByteBuffer large = ByteBuffer.allocate(1_400);
        large.put(0, (byte) 0x80).put(1, (byte) MadePackets.VP8);
        for (int i = 0; i < 400; i++) {
            large.putShort(2, (short) i);
            history.keep(large, i, 0);
        }
        assertEquals(399, MadePackets.parsed(found(history, 399, 0)).sequence());
        assertEquals(399 - 180, MadePackets.parsed(found(history, 399 - 180, 0)).sequence());
        assertNull(history.find(399 - 190, 0), "overwritten");
    }

    @Test
    void theHistoryIsBoundedInPackets() {
        PacketHistory history = new PacketHistory();
        ByteBuffer small = ByteBuffer.allocate(100);
        for (int i = 0; i < 5_000; i++) {
            history.keep(small.putInt(0, i), i, 0);
        }
        ByteBuffer oldest = found(history, 5_000 - PacketHistory.PACKETS, 0);
        assertEquals(5_000 - PacketHistory.PACKETS, oldest.getInt(oldest.position()));
        assertNull(history.find(4_999 - PacketHistory.PACKETS, 0));
    }
}
