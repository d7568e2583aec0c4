package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.Chime;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.RoomId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SomebodyComesWithAChime {
    private static final double NONE = -60;
    private static final double LOW = 520;
    private static final double HIGH = 780;

    private final TestRoom room = new TestRoom();

    private TestPhone joins() {
        TestPhone phone = room.joins(Codec.PCMU);
        room.rooms.chime(TestRoom.LOBBY, Chime.CAME);
        return phone;
    }

    /** The level of one of the two notes, in the 200 ms that ended so long ago. */
    private static double note(short[] heard, int endedMillisAgo, double hertz) {
        int to = heard.length - 8 * endedMillisAgo;
        return Tone.level(Arrays.copyOfRange(heard, to - 1600, to), hertz);
    }

    @Test
    void whoIsThereHearsItRiseAndFall() {
        TestPhone first = joins();
        TestPhone second = joins();
        room.runs(3000);
        room.runs(1000);
        TestPhone third = joins();
        room.runs(400);
        short[] came = first.heard(400);
        assertTrue(note(came, 200, LOW) > -40, "it begins low: " + note(came, 200, LOW));
        assertTrue(note(came, 0, HIGH) > note(came, 0, LOW), "and ends high");
        assertTrue(note(second.heard(400), 200, LOW) > -40);
        assertTrue(note(third.heard(400), 200, LOW) > -40, "whoever comes hears it too");
        room.runs(1000);
        assertTrue(first.hears(HIGH) < NONE, "and it is over: " + first.hears(HIGH));

        room.leaves(third);
        room.rooms.chime(TestRoom.LOBBY, Chime.LEFT);
        room.runs(400);
        short[] left = first.heard(400);
        assertTrue(note(left, 200, HIGH) > -40, "it begins high: " + note(left, 200, HIGH));
        assertTrue(note(left, 0, LOW) > note(left, 0, HIGH), "and ends low");
    }

    @Test
    void inEveryBand() {
        TestPhone first = joins();
        WidePhone middle = room.joinsWide(Codec.G722);
        WidePhone wide = room.joinsWide(Codec.OPUS);
        TestBrowser mixed = room.joins(BrowserMode.MIXED);
        room.runs(3000);
        joins();
        room.runs(800);
        assertTrue(first.hears(HIGH) > -48, "G.711 hears it at " + first.hears(HIGH));
        assertEquals(first.hears(HIGH), middle.hears(HIGH), 1.5);
        assertEquals(first.hears(HIGH), wide.hears(HIGH), 1.5);
        assertEquals(first.hears(HIGH), mixed.hears(HIGH), 1.5);
    }

    @Test
    void nobodyHearsOneThatDidNotRing() {
        TestPhone first = room.joins(Codec.PCMU);
        room.joins(Codec.PCMU);
        room.runs(3000);
        room.rooms.chime(new RoomId("elsewhere"), Chime.CAME);
        TestPhone third = room.joins(Codec.PCMU);
        room.runs(1000);
        assertTrue(first.hears(HIGH) < NONE);
        room.leaves(third);
        room.runs(1000);
        assertTrue(first.hears(HIGH) < NONE);
    }

    @Test
    void tenAtOnceAreOneChime() {
        TestPhone first = joins();
        joins();
        room.runs(4000);
        for (int i = 0; i < 10; i++) {
            joins();
        }
        room.runs(800);
        double many = first.hears(HIGH);
        room.runs(2000);
        joins();
        room.runs(800);
        assertEquals(first.hears(HIGH), many, 1);
    }
}
