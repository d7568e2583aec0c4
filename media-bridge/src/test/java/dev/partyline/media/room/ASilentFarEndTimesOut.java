package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream.Codec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ASilentFarEndTimesOut {
    private final TestRoom room = new TestRoom();

    @Test
    void onceAfterThirtySeconds() {
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(1000);
        phone.sendsNothing();
        room.runs(29_000);
        assertEquals(List.of(), phone.events);
        room.runs(60_000);
        assertEquals(List.of(new LegEvent.MediaTimedOut()), phone.events);
    }

    @Test
    void evenIfItNeverSentAnything() {
        TestPhone phone = room.joins(Codec.PCMU);
        phone.sendsNothing();
        room.runs(31_000);
        assertEquals(List.of(new LegEvent.MediaTimedOut()), phone.events);
    }

    @Test
    void notSoSoonOnHold() {
        TestPhone phone = room.joins(Codec.PCMU);
        phone.leg.connect(phone.stream(MediaDirection.SENDONLY, 20), room.nowNanos);
        phone.sendsNothing();
        room.runs(299_000);
        assertEquals(List.of(), phone.events);
        room.runs(2_000);
        assertEquals(List.of(new LegEvent.MediaTimedOut()), phone.events);
    }

    @Test
    void notWhileItReports() {
        TestPhone phone = room.joins(Codec.PCMU);
        phone.sendsNothing();
        for (int i = 0; i < 20; i++) {
            phone.wire.rtcpToBridge.add(new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0x12, 0x34});
            room.runs(5000);
        }
        assertEquals(List.of(), phone.events);
        room.runs(31_000);
        assertEquals(List.of(new LegEvent.MediaTimedOut()), phone.events);
    }

    @Test
    void notBeforeThereIsAFarEnd() {
        TestPhone phone = new TestPhone(room, Codec.PCMU);
        room.rooms.open(TestRoom.LOBBY, phone.leg);
        room.runs(400_000);
        assertEquals(List.of(), phone.events);
    }
}
