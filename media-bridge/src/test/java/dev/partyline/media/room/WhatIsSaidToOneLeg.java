package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.prompt.Prompt;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIsSaidToOneLeg {
    private final TestRoom room = new TestRoom();

    @Test
    void replacesTheMixForThatLegAloneWhichIsHeardAllTheSame() {
        TestPhone told = room.joins(Codec.PCMU).sends(new Tone(500, -20));
        TestPhone other = room.joins(Codec.PCMU).sends(new Tone(700, -20));
        room.runs(2000);
        told.leg.say(List.of(Prompt.CLOSING));
        room.runs(1000);
        assertTrue(told.hears(700) < -40, "the mix is replaced: " + told.hears(700));
        assertEquals(-20, other.hears(500), 1);
        room.runs(4000);
        assertEquals(List.of(new LegEvent.PromptsEnded(List.of(Prompt.CLOSING))), told.events);
        assertEquals(-20, told.hears(700), 1);
        assertEquals(List.of(), other.events);
    }

    @Test
    void anEmptyListStopsItAndNothingEnds() {
        TestPhone told = room.calls(Codec.PCMU);
        told.leg.say(List.of(Prompt.ENTER_PIN));
        room.runs(1000);
        told.leg.say(List.of());
        room.runs(5000);
        assertEquals(-65, Tone.level(told.heard(800)), 4);
        assertEquals(List.of(), told.events);
    }

    @Test
    void waitsUntilThereIsAFarEnd() {
        TestPhone told = new TestPhone(room, Codec.PCMU);
        room.rooms.open(TestRoom.LOBBY, told.leg);
        told.leg.say(List.of(Prompt.MUTED));
        room.runs(5000);
        assertEquals(List.of(), told.events);
        told.leg.connect(told.stream(MediaDirection.SENDRECV, 20), room.nowNanos);
        room.runs(2000);
        assertEquals(List.of(new LegEvent.PromptsEnded(List.of(Prompt.MUTED))), told.events);
        assertEquals(100, told.wire.fromBridge.size());
    }

    @Test
    void endsOnHoldToo() {
        TestPhone told = room.calls(Codec.PCMU);
        told.leg.connect(told.stream(MediaDirection.INACTIVE, 20), room.nowNanos);
        told.leg.say(List.of(Prompt.MUTED));
        room.runs(2000);
        assertEquals(List.of(new LegEvent.PromptsEnded(List.of(Prompt.MUTED))), told.events);
    }
}
