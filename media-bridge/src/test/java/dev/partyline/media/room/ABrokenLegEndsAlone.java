package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.prompt.Prompt;
import dev.partyline.media.room.LoopCounters.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ABrokenLegEndsAlone {
    private final TestRoom room = new TestRoom();

    @Test
    void theOthersHearEachOtherOn() {
        TestPhone one = room.joins(Codec.PCMU).sends(new Tone(500, -20));
        TestPhone two = room.joins(Codec.PCMU).sends(new Tone(700, -20));
        InMemoryTransport wire = new InMemoryTransport();
        PhoneLeg broken = room.newLeg(wire, event -> {
            throw new IllegalStateException("a listener that throws");
        });
        room.rooms.open(TestRoom.LOBBY, broken);
        broken.connect(one.stream(MediaDirection.SENDRECV, 20), room.nowNanos);
        broken.say(List.of(Prompt.MUTED));
        room.runs(4000);
        assertTrue(wire.closed);
        assertEquals(1, room.count(Counter.LEG_FAULTS));
        assertEquals(2, room.count(Counter.LEGS));
        assertEquals(-20, one.hears(700), 1);
        assertEquals(-20, two.hears(500), 1);
        assertEquals("a listener that throws", room.faults.getFirst().getMessage());
    }

    @Test
    void theRoomIsGoneWithItsLastLeg() {
        TestPhone one = room.joins(Codec.PCMU);
        room.runs(100);
        assertEquals(1, room.count(Counter.ROOMS));
        room.leaves(one);
        room.runs(20);
        assertEquals(0, room.count(Counter.ROOMS));
        assertTrue(one.wire.closed);
        assertEquals(1, one.wire.rtcpFromBridge.size(), "a BYE");
    }
}
