package dev.partyline.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.FarPhone;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.SeededNetwork;
import dev.partyline.media.Sound;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.RtpBytes;
import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoPacketBreaksPlayout {
    private static final long TICK = 20_000_000L;

    private final RtpPacket packet = new RtpPacket();
    private final PhonePlayout playout = new PhonePlayout(JitterBuffer.Settings.PHONE);

    private @Nullable DropReason insert(int payloadType, int timestamp, int length) {
        assertTrue(packet.parse(RtpBytes.packet(payloadType, false, 1, timestamp, 7, new byte[length])));
        return playout.insert(packet, 1, 0);
    }

    @Test
    void eachRefusalHasItsReason() {
        assertEquals(DropReason.UNKNOWN_PAYLOAD_TYPE, insert(8, 0, 160));
        assertEquals(DropReason.MALFORMED, insert(0, 0, 0));
        assertEquals(DropReason.OVERSIZED, insert(0, 0, 1488));
        assertNull(insert(0, 0, 160));
        assertEquals(DropReason.DUPLICATE, insert(0, 0, 160));
        assertEquals(DropReason.JUMPED, insert(0, 1_000_000, 160));
        assertEquals(DropReason.LATE, insert(0, -100_000, 160));
        playout.codec(Codec.PCMA);
        assertNull(insert(8, 160, 160));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mutatedPacketsOverTheWholePath(long seed) {
        Random random = new Random(seed);
        ReceiveStream receive = new ReceiveStream(8000);
        Map<DropReason, Integer> drops = new EnumMap<>(DropReason.class);
        short[] frame = new short[160];
        long now = random.nextLong() / 4;
        int timestamp = random.nextInt();
        for (int i = 0; i < 100_000; i++) {
            ByteBuffer bytes = RtpBytes.packet(0, false, i, timestamp, 7, new byte[160]);
            timestamp += 160;
            for (int flips = random.nextInt(3); flips > 0; flips--) {
                bytes.put(random.nextInt(random.nextBoolean() ? 12 : bytes.limit()), (byte) random.nextInt());
            }
            bytes.limit(random.nextInt(10) == 0 ? random.nextInt(bytes.limit() + 1) : bytes.limit());
            DropReason refused = DropReason.MALFORMED;
            if (packet.parse(bytes)) {
                refused = receive.accept(packet, now);
                if (refused == null) {
                    if (receive.ssrcChanged() && random.nextBoolean()) {
                        playout.reset();
                    }
                    refused = playout.insert(packet, receive.extendedSequence(), now);
                }
            }
            if (refused != null) {
                drops.merge(refused, 1, Integer::sum);
            }
            if (random.nextInt(20) > 0) {
                playout.next(frame, now);
            }
            now += random.nextInt(500) == 0 ? random.nextLong(-10 * TICK, 1000 * TICK) : TICK;
            assertTrue(playout.delayMillis() >= 0 && playout.delayMillis() < 1500, "" + playout.delayMillis());
        }
        assertTrue(drops.keySet().size() >= 5, drops.toString());
        assertTrue(drops.values().stream().mapToInt(Integer::intValue).sum() < 90_000, drops.toString());
    }

    @Test
    void aFloodOfPacketsIsBoundedAndTheCallGoesOn() {
        FarPhone phone = new FarPhone(Codec.PCMU, FarPhone.Signal.tone(440, 8000), 0, 0);
        Line line = new Line(phone, new SeededNetwork(1), Codec.PCMU);
        line.run(2);
        // Twenty seconds of audio within one: a packet every millisecond.
        for (int tick = 0; tick < 50; tick++) {
            for (int i = 0; i < 20; i++) {
                line.network.send(line.phone.nextPacket(), line.now);
            }
            line.tick();
            assertTrue(line.playout.delayMillis() < 1500, "delay " + line.playout.delayMillis());
        }
        // Its clock is 20 s ahead now: the phone that goes on at its own pace is heard again.
        FarPhone calm = new FarPhone(Codec.PCMU, FarPhone.Signal.tone(440, 8000), 1100, 1100 * 160, 0, line.now);
        calm.ssrc(0x1234);
        Line after = line.with(calm);
        after.run(15);
        assertTrue(after.playout.delayMillis() <= 60, "delay " + after.playout.delayMillis());
        assertTrue(Sound.toneSnrDb(after.last(0.2), 0, 1600, 440, 8000) > 30);
    }
}
