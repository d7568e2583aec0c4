package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.RoomId;
import dev.partyline.media.room.LoopCounters.Counter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ABrokenRoomEndsAlone {
    private static final RoomId OTHER = new RoomId("other");

    private final RuntimeException broken = new IllegalStateException("a transport that throws");
    private final List<Throwable> told = new ArrayList<>();
    private final List<LegEvent> events = new ArrayList<>();
    private final InMemoryTransport wire = new InMemoryTransport();

    /** A leg's fault that cannot even be told leaves the leg's own try, and the tick of its room with it. */
    private final TestRoom lobby = new TestRoom(fault -> {
        if (fault.equals(broken)) {
            throw new IllegalStateException("it cannot be told");
        }
        told.add(fault);
    });

    private final TestPhone one = lobby.joins(Codec.PCMU).sends(new Tone(500, -20));
    private final TestPhone two = lobby.joins(Codec.PCMU).sends(new Tone(700, -20));

    /** Begun after the lobby, so ticked before it. */
    private void opensOther() {
        PhoneLeg leg = lobby.newLeg(wire, events::add);
        lobby.rooms.open(OTHER, leg);
        leg.connect(one.stream(MediaDirection.SENDRECV, 20), lobby.nowNanos);
        lobby.rooms.enter(OTHER, leg, lobby.nowNanos);
        lobby.runs(1_000);
        one.forget();
        two.forget();
        wire.throwing = broken;
    }

    @Test
    void othersHearEachOtherOnAndItsOwnLegsEndAfterASecond() {
        opensOther();
        lobby.runs(20 * (Room.MOST_FAULTY_TICKS - 1));
        assertEquals(Room.MOST_FAULTY_TICKS - 1, told.size(), "each fault is told");
        assertEquals(-20, one.hears(700), 1);
        assertEquals(-20, two.hears(500), 1);
        assertEquals(2, lobby.count(Counter.ROOMS));
        assertFalse(wire.closed);

        lobby.runs(20);
        assertInstanceOf(LegEvent.MediaTimedOut.class, events.getLast());
        assertTrue(wire.closed);
        assertEquals(Room.MOST_FAULTY_TICKS + 1, lobby.count(Counter.LEG_FAULTS));
        assertEquals(1, lobby.count(Counter.ROOMS));
        assertEquals(2, lobby.count(Counter.LEGS));
    }

    @Test
    void aRoomThatRecoversGoesOn() {
        opensOther();
        for (int i = 0; i < 3; i++) {
            wire.throwing = broken;
            lobby.runs(20 * (Room.MOST_FAULTY_TICKS - 1));
            wire.throwing = null;
            lobby.runs(20);
        }
        assertFalse(wire.closed);
        assertEquals(2, lobby.count(Counter.ROOMS));
        assertEquals(3, lobby.count(Counter.LEGS));
    }
}
