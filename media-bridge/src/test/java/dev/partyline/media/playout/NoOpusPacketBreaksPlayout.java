package dev.partyline.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.RtpBytes;
import dev.partyline.media.rtp.RtpPacket;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoOpusPacketBreaksPlayout {
    private static final OpusLibrary OPUS = OpusLibrary.load();
    private static final long TICK = 20_000_000L;

    private final RtpPacket packet = new RtpPacket();
    private final short[] frame = new short[PacketPlayout.FRAME_SAMPLES];

    private @Nullable DropReason insert(PacketPlayout playout, int timestamp, byte[] payload) {
        assertTrue(packet.parse(RtpBytes.packet(111, false, 1, timestamp, 7, payload)));
        return playout.insert(packet, 1, 1, 0);
    }

    @Test
    void eachRefusalHasItsReason() {
        // 2.5 ms of CELT, one byte of it.
        byte[] shortest = {(byte) (16 << 3), 0};
        try (PacketPlayout playout = new PacketPlayout(JitterBuffer.Settings.PHONE, OPUS.decoder())) {
            assertEquals(DropReason.MALFORMED, insert(playout, 0, new byte[0]));
            assertEquals(DropReason.MALFORMED, insert(playout, 0, new byte[] {3, 0}));
            assertEquals(DropReason.OVERSIZED, insert(playout, 0, new byte[1501]));
            assertNull(insert(playout, 0, shortest));
            assertEquals(DropReason.DUPLICATE, insert(playout, 0, shortest));
            assertEquals(DropReason.LATE, insert(playout, -1_000_000, shortest));
            for (int i = 1; i < WaitingPackets.MOST; i++) {
                assertNull(insert(playout, i * 120, shortest));
            }
            assertEquals(DropReason.FLOODED, insert(playout, 64 * 120, shortest));
            for (int i = 0; i < 20; i++) {
                playout.next(frame, i * TICK);
            }
            assertNull(insert(playout, 20 * 960, shortest));
        }
    }

    /** Else a sender could have 120 ms decoded for each sample that is heard. */
    @Test
    void whatLiesOverAnotherPacketIsNotDecodedForTheRest() {
        // Six frames of 20 ms of CELT, one byte each.
        byte[] longest = {(byte) (31 << 3 | 3), 6, 0, 0, 0, 0, 0, 0};
        try (PacketPlayout playout = new PacketPlayout(JitterBuffer.Settings.PHONE, OPUS.decoder())) {
            assertNull(insert(playout, 0, longest));
            for (int i = 1; i < 32; i++) {
                assertEquals(DropReason.DUPLICATE, insert(playout, 30 * i, longest));
                assertEquals(DropReason.DUPLICATE, insert(playout, -30 * i, longest));
            }
            assertNull(insert(playout, 6 * 960, longest));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void mutatedPacketsOverTheWholePath(long seed) {
        Random random = new Random(seed);
        ReceiveStream receive = new ReceiveStream(48_000);
        Map<DropReason, Integer> drops = new EnumMap<>(DropReason.class);
        Map<Playout, Integer> played = new EnumMap<>(Playout.class);
        byte[] encoded = new byte[1500];
        try (PacketPlayout playout = new PacketPlayout(JitterBuffer.Settings.PHONE, OPUS.decoder());
                OpusEncoder encoder = OPUS.encoder(24_000, 0)) {
            long now = random.nextLong() / 4;
            int timestamp = random.nextInt();
            for (int i = 0; i < 20_000; i++) {
                for (int j = 0; j < frame.length; j++) {
                    frame[j] = (short) (6000 * Math.sin(j * 0.1) + random.nextInt(500));
                }
                int length = encoder.encode(frame, encoded);
                ByteBuffer bytes =
                        RtpBytes.packet(111, false, i, timestamp, 7, java.util.Arrays.copyOf(encoded, length));
                timestamp += 960;
                for (int flips = random.nextInt(3); flips > 0; flips--) {
                    bytes.put(random.nextInt(random.nextBoolean() ? 14 : bytes.limit()), (byte) random.nextInt());
                }
                DropReason refused = DropReason.MALFORMED;
                if (packet.parse(bytes)) {
                    refused = receive.accept(packet, now);
                    if (refused == null && receive.ssrcChanged() && random.nextBoolean()) {
                        playout.reset();
                    }
                    if (refused == null) {
                        int level = random.nextInt(4) == 0 ? -127 : 1;
                        refused = playout.insert(packet, receive.extendedSequence(), level, now);
                    }
                }
                if (refused != null) {
                    drops.merge(refused, 1, Integer::sum);
                }
                if (random.nextInt(20) > 0) {
                    played.merge(playout.next(frame, now), 1, Integer::sum);
                }
                now += random.nextInt(500) == 0 ? random.nextLong(-10 * TICK, 1000 * TICK) : TICK;
                assertTrue(playout.delayMillis() >= 0 && playout.delayMillis() < 2000, "" + playout.delayMillis());
            }
        }
        assertTrue(drops.keySet().size() >= 4, drops.toString());
        assertTrue(played.keySet().size() == 3, played.toString());
    }

    @Test
    void theSteadyStateAllocatesNothing() {
        byte[][] encoded = new byte[500][];
        ByteBuffer[] packets = new ByteBuffer[encoded.length];
        byte[] out = new byte[1500];
        try (PacketPlayout playout = new PacketPlayout(JitterBuffer.Settings.PHONE, OPUS.decoder());
                OpusEncoder encoder = OPUS.encoder(24_000, 0)) {
            for (int i = 0; i < packets.length; i++) {
                for (int j = 0; j < frame.length; j++) {
                    frame[j] = (short) (6000 * Math.sin((i * 960 + j) * 0.05));
                }
                encoded[i] = java.util.Arrays.copyOf(out, encoder.encode(frame, out));
                packets[i] = RtpBytes.packet(111, false, 0, 0, 7, encoded[i]);
            }
            com.sun.management.ThreadMXBean threads =
                    (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().threadId();
            long before = 0;
            long start = 0;
            int ticks = 40_000;
            for (int i = 0; i < ticks; i++) {
                if (i == ticks / 2) {
                    before = threads.getThreadAllocatedBytes(thread);
                    start = System.nanoTime();
                }
                // Every 20th is lost, every 33rd comes twice, and every 50 a tick is left out.
                ByteBuffer bytes = packets[i % packets.length];
                bytes.putShort(2, (short) i).putInt(4, i * 960);
                long now = i * TICK + (i % 50 == 0 ? 0 : i % 7 * 100_000L);
                for (int copies = i % 20 == 0 ? 0 : i % 33 == 0 ? 2 : 1; copies > 0; copies--) {
                    packet.parse(bytes);
                    playout.insert(packet, i, i % 100 < 30 ? -127 : -20, now);
                }
                if (i % 50 != 49) {
                    playout.next(frame, now);
                }
            }
            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            System.out.printf(
                    "Opus playout, 20,000 ticks: %d bytes allocated, %.1f us a tick, %d frames concealed%n",
                    allocated, (System.nanoTime() - start) / 2e7, playout.framesConcealed());
            assertTrue(allocated < 4000, "allocated " + allocated);
            assertTrue(playout.framesConcealed() > 1000);
        }
    }
}
