package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.PhoneStream.Codec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixedBrowserHearsEveryoneButItself {
    // What Opus does to one tone among four.
    private static final double AMONG_OTHERS_DB = 2;

    private final TestRoom room = new TestRoom();

    @Test
    void allAtOnce() {
        TestBrowser one = room.joins(BrowserMode.MIXED).sends(600, -24);
        TestBrowser two = room.joins(BrowserMode.MIXED).sends(1100, -24);
        TestBrowser forwarded = room.joins(BrowserMode.FORWARDED).sends(1700, -24);
        TestPhone phone = room.joins(Codec.PCMU).sends(new Tone(2500, -24));
        TestBrowser listens = room.joins(BrowserMode.MIXED);
        room.runs(4000);
        double[] tones = {600, 1100, 1700, 2500};
        for (double hertz : tones) {
            System.out.printf(
                    "%.0f Hz: %.2f %.2f %.2f %.2f%n",
                    hertz, one.hears(hertz), two.hears(hertz), listens.hears(hertz), forwarded.hears(hertz));
        }
        for (int i = 0; i < tones.length; i++) {
            assertEquals(-24, listens.hears(tones[i]), AMONG_OTHERS_DB);
            if (i == 0) {
                assertTrue(one.hears(tones[i]) < -70, "hears itself");
            } else {
                assertEquals(-24, one.hears(tones[i]), AMONG_OTHERS_DB);
            }
            if (i == 1) {
                assertTrue(two.hears(tones[i]) < -70, "hears itself");
            } else {
                assertEquals(-24, two.hears(tones[i]), AMONG_OTHERS_DB);
            }
            if (i == 2) {
                assertTrue(forwarded.hears(tones[i]) < -70, "hears itself");
            } else {
                assertEquals(-24, forwarded.hears(tones[i]), AMONG_OTHERS_DB);
            }
            if (i < 3) {
                assertEquals(-24, phone.hears(tones[i]), 0.5);
            }
        }
        assertEquals(List.of(), room.faults);
    }

    @ParameterizedTest
    @CsvSource({"MIXED, MIXED", "MIXED, FORWARDED", "FORWARDED, MIXED"})
    void eachAtItsLevel(BrowserMode talking, BrowserMode listening) {
        TestBrowser talks = room.joins(talking).sends(1000, -20);
        TestBrowser listens = room.joins(listening);
        room.runs(3000);
        System.out.printf("%s hears %s at %.2f%n", listening, talking, listens.hears(1000));
        assertEquals(-20, listens.hears(1000), 0.5);
        assertTrue(talks.hears(1000) < -90);
    }

    @Test
    void aPhoneAtItsLevel() {
        TestBrowser listens = room.joins(BrowserMode.MIXED);
        room.joins(Codec.PCMA).sends(new Tone(1000, -20));
        room.runs(3000);
        assertEquals(-20, listens.hears(1000), 0.5);
    }

    @Test
    void inWideBandThoughThereIsAPhone() {
        room.joins(BrowserMode.MIXED).sends(12_000, -20);
        TestBrowser listens = room.joins(BrowserMode.MIXED);
        TestBrowser forwarded = room.joins(BrowserMode.FORWARDED);
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(3000);
        double expected = TestBrowser.afterOpus(12_000, -20);
        System.out.printf(
                "12 kHz: %.2f %.2f, Opus alone %.2f%n", listens.hears(12_000), forwarded.hears(12_000), expected);
        assertEquals(expected, listens.hears(12_000), 0.5);
        assertEquals(expected, forwarded.hears(12_000), 0.5);
        assertTrue(Tone.level(phone.heard(800)) < -60);
    }

    @Test
    void aLoudRoomIsLimitedAndNeverWraps() {
        for (int i = 0; i < 6; i++) {
            room.joins(BrowserMode.MIXED).sends(410, -4);
        }
        TestBrowser listens = room.joins(BrowserMode.MIXED);
        room.runs(3000);
        short[] heard = listens.heard(800);
        for (int i = 1; i < heard.length; i++) {
            assertTrue(Math.abs(heard[i] - heard[i - 1]) < 8000, "leap at " + i);
        }
        assertTrue(listens.hears(410) > -9, "level " + listens.hears(410));
    }
}
