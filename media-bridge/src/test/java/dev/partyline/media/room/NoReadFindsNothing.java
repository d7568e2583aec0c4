package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Packets of 20 ms into a port that is read each 20 ms: how many reads they cost, and how long they lie there. */
class NoReadFindsNothing {
    private static final long TICK_NANOS = 20_000_000L;
    private static final long MILLI_NANOS = 1_000_000L;
    private static final int UNITS = 160;
    private static final int START_TIMESTAMP = Integer.MAX_VALUE - 3_000;

    private final PacketsDue due = new PacketsDue(3);
    /** Timestamps of packets with the moment from which they lie in the port. */
    private record Packet(int timestamp, long arrivalNanos) {}

    private final Queue<Packet> onTheWay = new ArrayDeque<>();
    private int sent;
    private long reads;
    private long longestWaitNanos;

    private void sends(long arrivalNanos) {
        onTheWay.add(new Packet(START_TIMESTAMP + sent++ * UNITS, arrivalNanos));
    }

    private void tick(long nowNanos) {
        due.tick();
        read(nowNanos, nowNanos);
    }

    /** @param tickNanos when the tick is, before which it may be */
    private void read(long nowNanos, long tickNanos) {
        while (due.another()) {
            reads++;
            Packet packet = onTheWay.peek();
            if (packet == null || packet.arrivalNanos > nowNanos) {
                due.nothing();
                return;
            }
            onTheWay.remove();
            longestWaitNanos = Math.max(longestWaitNanos, nowNanos - packet.arrivalNanos);
            due.audio(packet.timestamp, UNITS, tickNanos);
        }
    }

    @Test
    void aSteadyPhoneCostsOneReadAPacketAndALittle() {
        for (int i = 1; i <= 1_600; i++) {
            long nowNanos = i * TICK_NANOS;
            sends(nowNanos - 7 * MILLI_NANOS);
            tick(nowNanos);
        }
        assertTrue(reads <= 1_600 + 1_600 / PacketsDue.READ_ALL_EVERY + 2, reads + " reads");
        assertTrue(onTheWay.isEmpty());
    }

    @Test
    void aPacketThatWasLateIsReadWithTheNextOne() {
        for (int i = 1; i <= 1_600; i++) {
            long nowNanos = i * TICK_NANOS;
            boolean late = i % 10 == 5;
            sends(nowNanos + (late ? 9 : -7) * MILLI_NANOS);
            tick(nowNanos);
        }
        assertTrue(longestWaitNanos <= 11 * MILLI_NANOS, "waited " + longestWaitNanos);
        assertTrue(reads < 1_600 * 1.2, reads + " reads");
    }

    @Test
    void jitterUpToTheTickMakesNoPacketWaitForLong() {
        SplittableRandom random = new SplittableRandom(5);
        long lastNanos = 0;
        for (int i = 1; i <= 16_000; i++) {
            long nowNanos = i * TICK_NANOS;
            lastNanos = Math.max(lastNanos, nowNanos - random.nextLong(19 * MILLI_NANOS));
            sends(lastNanos);
            tick(nowNanos);
        }
        assertTrue(longestWaitNanos <= 20 * MILLI_NANOS, "waited " + longestWaitNanos);
    }

    @Test
    void aNetworkThatBecomesFasterIsNoticedWithinAThirdOfASecond() {
        for (int i = 1; i <= 400; i++) {
            tick(i * TICK_NANOS, i <= 200 ? 7 : 47);
        }
        longestWaitNanos = 0;
        for (int i = 401; i <= 800; i++) {
            tick(i * TICK_NANOS, 47);
        }
        assertTrue(longestWaitNanos <= 20 * MILLI_NANOS, "waited " + longestWaitNanos);
    }

    /** The one in the port before it is read in the tick, so the look finds what was left over and nothing else. */
    @Test
    void norDoesAPacketStayBehindThatComesInTheLastMoment() {
        for (int i = 1; i <= 400; i++) {
            long nowNanos = i * TICK_NANOS;
            sends(nowNanos + (i <= 200 ? 1 : -2) * MILLI_NANOS);
            long before = reads;
            if (due.readsAllNext()) {
                due.look();
                read(nowNanos - 4 * MILLI_NANOS, nowNanos);
            }
            boolean found = reads > before + 1;
            due.tick();
            if (!found || due.readsAll()) {
                read(nowNanos, nowNanos);
            }
            if (i == 300) {
                longestWaitNanos = 0;
            }
        }
        assertTrue(longestWaitNanos <= 3 * MILLI_NANOS, "waited " + longestWaitNanos);
    }

    private void tick(long nowNanos, int leadMillis) {
        long spokenNanos = sent * TICK_NANOS + 60 * MILLI_NANOS;
        while (spokenNanos - leadMillis * MILLI_NANOS <= nowNanos) {
            sends(spokenNanos - leadMillis * MILLI_NANOS);
            spokenNanos += TICK_NANOS;
        }
        tick(nowNanos);
    }

    @Test
    void aClockThatIsWrongMakesNothingWaitAndCostsNothing() {
        for (int ppm : new int[] {-300, 300}) {
            reads = 0;
            int before = sent;
            longestWaitNanos = 0;
            long periodNanos = TICK_NANOS + TICK_NANOS * ppm / 1_000_000;
            long nextNanos = TICK_NANOS;
            due.reset();
            for (int i = 1; i <= 90_000; i++) {
                long nowNanos = i * TICK_NANOS;
                for (; nextNanos <= nowNanos; nextNanos += periodNanos) {
                    sends(nextNanos);
                }
                tick(nowNanos);
            }
            assertTrue(longestWaitNanos <= 21 * MILLI_NANOS, ppm + " ppm: waited " + longestWaitNanos);
            assertTrue(reads < (sent - before) * 1.45, ppm + " ppm: " + reads + " reads");
        }
    }
}
