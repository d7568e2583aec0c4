package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.rtp.DropReason;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BadPacketsAreCountedAndNotHeard {
    private final TestRoom room = new TestRoom();
    private final TestPhone phone = room.joins(Codec.PCMU).sends(new Tone(500, -20));
    private final TestPhone other = room.joins(Codec.PCMU);

    private long dropped(DropReason reason) {
        return room.rooms.counters().value(reason);
    }

    @Test
    void noiseOnTheWire() {
        SplittableRandom random = new SplittableRandom(3);
        room.runs(1000);
        for (int i = 0; i < 100; i++) {
            byte[] junk = new byte[1 + i % 40];
            random.nextBytes(junk);
            junk[0] &= 0x7f;
            phone.wire.toBridge.add(junk);
            room.runs(20);
        }
        assertEquals(100, dropped(DropReason.MALFORMED));
        assertEquals(100, phone.leg.stats().packetsDropped());
        assertEquals(-20, other.hears(500), 1);
        assertEquals(List.of(), room.faults);
    }

    @Test
    void aPayloadTypeThatWasNotAgreed() {
        room.runs(1000);
        byte[] pcma = new byte[172];
        pcma[0] = (byte) 0x80;
        pcma[1] = 8;
        phone.wire.toBridge.add(pcma);
        room.runs(1000);
        assertEquals(1, dropped(DropReason.UNKNOWN_PAYLOAD_TYPE));
        assertEquals(-20, other.hears(500), 1);
    }

    @Test
    void aDatagramAsLongAsTheBuffer() {
        phone.wire.toBridge.add(new byte[2048]);
        room.runs(20);
        assertEquals(1, dropped(DropReason.OVERSIZED));
    }

    @Test
    void aFloodCostsTheFlooderAlone() {
        TestPhone third = room.joins(Codec.PCMA).sends(new Tone(900, -20));
        room.runs(2000);
        for (int i = 0; i < 50; i++) {
            for (int n = 0; n < 200; n++) {
                phone.tick();
            }
            room.runs(20);
        }
        assertTrue(dropped(DropReason.FLOODED) > 1000, dropped(DropReason.FLOODED) + " dropped");
        assertEquals(-20, other.hears(900), 1);
        assertEquals(50 + 100, third.wire.fromBridge.size());
    }

    @Test
    void whatCameWhileTheLoopStoodStillIsNoFlood() {
        room.runs(2000);
        for (int i = 0; i < 50; i++) {
            phone.tick();
        }
        room.nowNanos += 1_000_000_000L;
        room.rooms.tick(room.nowNanos, 49);
        assertEquals(0, dropped(DropReason.FLOODED));
        room.runs(1000);
        assertEquals(-20, other.hears(500), 1);
        assertTrue(
                phone.leg.stats().playoutDelayMillis() <= 60, phone.leg.stats().toString());
    }
}
