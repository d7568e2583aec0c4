package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.prompt.Prompt;
import dev.partyline.media.room.LoopCounters.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersSetTheirVolume {
    private static final double SENT = -25;

    private final TestRoom room = new TestRoom();

    @ParameterizedTest
    @ValueSource(ints = {-18, -6, 6, 12})
    void oneOfTheTelephoneHearsTheOthersByThatMuchLouder(int decibels) {
        room.joins(Codec.PCMA).sends(new Tone(500, SENT));
        TestPhone listener = room.joins(Codec.PCMU);
        TestPhone other = room.joins(Codec.PCMU);
        room.runs(2000);
        listener.leg.volume(decibels);
        room.runs(2000);
        assertEquals(SENT + decibels, listener.hears(500), 0.5);
        assertEquals(SENT, other.hears(500), 0.5);
        listener.sends(new Tone(700, SENT));
        room.runs(2000);
        assertEquals(SENT + decibels, listener.hears(500), 0.5, "speaking itself");
        assertEquals(SENT, other.hears(700), 0.5);
    }

    @ParameterizedTest
    @CsvSource({"G722, -12", "G722, 6", "OPUS, -12", "OPUS, 6"})
    void oneOfAWiderBandDoesToo(Codec codec, int decibels) {
        room.joins(Codec.PCMA).sends(new Tone(500, SENT));
        WidePhone listener = room.joinsWide(codec);
        WidePhone other = room.joinsWide(codec);
        room.runs(2000);
        listener.leg.volume(decibels);
        room.runs(2000);
        assertEquals(SENT + decibels, listener.hears(500), 0.7);
        assertEquals(SENT, other.hears(500), 0.7);
        listener.leg.volume(0);
        room.runs(2000);
        assertEquals(SENT, listener.hears(500), 0.7);
    }

    @Test
    void itIsAsItWasAndCostsNothingMoreWhenItIsSetBack() {
        room.joins(Codec.PCMA).sends(new Tone(500, SENT));
        TestPhone listener = room.joins(Codec.PCMU);
        room.joins(Codec.PCMU);
        room.runs(2000);
        listener.leg.volume(6);
        listener.leg.volume(0);
        room.runs(2000);
        assertEquals(SENT, listener.hears(500), 0.5);
        long before = room.count(Counter.ENCODES);
        room.runs(200);
        // Whoever speaks hears comfort noise, and the two others share what they hear.
        assertEquals(10 * 2, room.count(Counter.ENCODES) - before);
    }

    @Test
    void whatIsRaisedDoesNotBreak() {
        room.joins(Codec.PCMA).sends(new Tone(500, -6));
        TestPhone listener = room.joins(Codec.PCMU);
        room.runs(1000);
        listener.leg.volume(12);
        room.runs(2000);
        short[] heard = listener.heard(800);
        double all = Tone.level(heard);
        double tone = Tone.level(heard, 500);
        assertTrue(tone > -8, "it is loud: " + tone);
        assertTrue(all - tone < 0.3, "and nearly all of it is the tone: " + all + " of which " + tone);
    }

    @Test
    void wordsStayAsTheyAre() {
        TestPhone listener = room.joins(Codec.PCMU);
        room.joins(Codec.PCMU);
        listener.leg.volume(-18);
        listener.leg.say(List.of(Prompt.HELP));
        room.runs(2000);
        assertEquals(-20, Tone.level(listener.heard(1600)), 4);
    }
}
