package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.OpusFrames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpusPacketsAreOfTheLengthAskedFor {
    private final TestRoom room = new TestRoom();

    private static int timestamp(byte[] packet) {
        return ByteBuffer.wrap(packet).getInt(4);
    }

    private static int samples(byte[] packet) {
        byte[] payload = Arrays.copyOfRange(packet, 12, packet.length);
        return OpusFrames.samples(payload, payload.length);
    }

    private WidePhone hearsATone(int packetMillis) {
        WidePhone phone = room.callsWide(Codec.OPUS, packetMillis);
        room.rooms.enter(TestRoom.LOBBY, phone.leg, room.nowNanos);
        room.joins(Codec.PCMU).sends(new Tone(500, -20));
        return phone;
    }

    /** Frames of 20 ms make no 30 or 50. */
    @ParameterizedTest
    @CsvSource({"10, 10", "20, 20", "30, 20", "40, 40", "50, 40", "60, 60"})
    void withoutAGap(int asked, int given) {
        WidePhone phone = hearsATone(asked);
        room.runs(2400);
        List<byte[]> packets = phone.wire.fromBridge;
        int expected = 2400 / given;
        assertTrue(Math.abs(packets.size() - expected) <= 12, packets.size() + " packets");
        int whole = 0;
        for (int i = 1; i < packets.size(); i++) {
            assertEquals(samples(packets.get(i - 1)), timestamp(packets.get(i)) - timestamp(packets.get(i - 1)));
            whole += samples(packets.get(i)) == 48 * given ? 1 : 0;
        }
        assertTrue(whole > packets.size() * 0.8, whole + " of " + packets.size());
        assertEquals(-20, phone.hears(500), 0.6);
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000, 32_000})
    void atNoMoreBitsThanTheFarEndTakes(int most) {
        WidePhone phone = hearsATone(20);
        phone.leg.connect(phone.stream(MediaDirection.SENDRECV, 20, most), room.nowNanos);
        room.runs(3000);
        double bits = phone.wire.fromBridge.stream()
                .skip(50)
                .mapToInt(packet -> 8 * (packet.length - 12))
                .average()
                .orElseThrow();
        assertTrue(bits * 50 < most * 1.1, bits * 50 + " bit/s");
        assertEquals(-20, phone.hears(500), 1.5);
    }

    @Test
    void inG722AByteIsAUnitOfTheClock() {
        WidePhone phone = room.callsWide(Codec.G722, 30);
        room.runs(1200);
        List<byte[]> packets = phone.wire.fromBridge;
        assertEquals(40, packets.size());
        for (int i = 1; i < packets.size(); i++) {
            assertEquals(12 + 240, packets.get(i).length);
            assertEquals(240, timestamp(packets.get(i)) - timestamp(packets.get(i - 1)));
        }
    }
}
