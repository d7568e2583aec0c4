package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketsAsTheFarEndAskedFor {
    private final TestRoom room = new TestRoom();

    private static int sequence(byte[] packet) {
        return ByteBuffer.wrap(packet).getShort(2) & 0xffff;
    }

    private static int timestamp(byte[] packet) {
        return ByteBuffer.wrap(packet).getInt(4);
    }

    private static boolean marker(byte[] packet) {
        return packet[1] < 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void ofThatLengthWithoutAGap(int packetMillis) {
        TestPhone phone = room.calls(Codec.PCMU, packetMillis);
        room.runs(1200);
        List<byte[]> packets = phone.wire.fromBridge;
        assertEquals(1200 / packetMillis, packets.size());
        for (int i = 1; i < packets.size(); i++) {
            assertEquals(12 + 8 * packetMillis, packets.get(i).length);
            assertEquals(1, (sequence(packets.get(i)) - sequence(packets.get(i - 1))) & 0xffff);
            assertEquals(8 * packetMillis, timestamp(packets.get(i)) - timestamp(packets.get(i - 1)));
            assertEquals(false, marker(packets.get(i)));
        }
    }

    @Test
    void theSequenceGoesOnOverAHoldAndTimeDoesToo() {
        TestPhone phone = room.calls(Codec.PCMU);
        room.runs(200);
        byte[] last = phone.wire.fromBridge.getLast();
        phone.leg.connect(phone.stream(MediaDirection.INACTIVE, 20), room.nowNanos);
        room.runs(1000);
        phone.leg.connect(phone.stream(MediaDirection.SENDRECV, 20), room.nowNanos);
        phone.forget();
        room.runs(20);
        byte[] next = phone.wire.fromBridge.getFirst();
        assertEquals(1, (sequence(next) - sequence(last)) & 0xffff);
        assertEquals(160 + 8000, timestamp(next) - timestamp(last));
        assertEquals(true, marker(next));
        assertEquals(ByteBuffer.wrap(last).getInt(8), ByteBuffer.wrap(next).getInt(8));
    }

    @Test
    void aLateTickLeavesAGapInTimeAndMakesNoBurst() {
        TestPhone phone = room.calls(Codec.PCMU);
        room.runs(200);
        byte[] last = phone.wire.fromBridge.getLast();
        phone.forget();
        room.nowNanos += 80_000_000L;
        room.rooms.tick(room.nowNanos, 3);
        assertEquals(1, phone.wire.fromBridge.size());
        assertEquals(4 * 160, timestamp(phone.wire.fromBridge.getFirst()) - timestamp(last));
    }

    @Test
    void anOfferThatOnlyRefreshesTheSessionLeavesNoGap() {
        TestPhone phone = room.calls(Codec.PCMU, 60);
        room.runs(220);
        phone.leg.connect(phone.stream(MediaDirection.SENDRECV, 60), room.nowNanos);
        room.runs(980);
        List<byte[]> packets = phone.wire.fromBridge;
        assertEquals(20, packets.size());
        for (int i = 1; i < packets.size(); i++) {
            assertEquals(480, timestamp(packets.get(i)) - timestamp(packets.get(i - 1)));
        }
    }

    @Test
    void whileNobodyCanBeReachedTimeGoesByWithoutPacketsAndTheNextOfferTriesAgain() {
        TestPhone phone = room.calls(Codec.PCMU);
        room.runs(200);
        byte[] last = phone.wire.fromBridge.getLast();
        phone.wire.reachable = false;
        PhoneStream elsewhere = phone.streamTo("127.0.0.3");
        phone.leg.connect(elsewhere, room.nowNanos);
        room.runs(1000);
        assertEquals(10, phone.wire.fromBridge.size());
        assertEquals(10, phone.leg.stats().packetsSent());

        phone.wire.reachable = true;
        phone.leg.connect(elsewhere, room.nowNanos);
        room.runs(20);
        byte[] next = phone.wire.fromBridge.getLast();
        assertEquals(1, (sequence(next) - sequence(last)) & 0xffff);
        assertEquals(160 + 8000, timestamp(next) - timestamp(last));
    }
}
