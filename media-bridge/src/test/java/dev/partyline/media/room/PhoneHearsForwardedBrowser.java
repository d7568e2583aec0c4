package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.room.LoopCounters.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhoneHearsForwardedBrowser {
    private final TestRoom room = new TestRoom();

    @ParameterizedTest
    @EnumSource
    void atItsLevelAndTheOtherPhoneButNotItself(BrowserMode mode) {
        TestBrowser browser = room.joins(mode).sends(1300, -20);
        TestPhone phone = room.joins(Codec.PCMU).sends(new Tone(500, -20));
        TestPhone other = room.joins(Codec.PCMA).sends(new Tone(800, -25));
        room.runs(3000);
        System.out.printf("phone hears a %s browser at %.2f%n", mode, phone.hears(1300));
        assertEquals(-20, phone.hears(1300), 0.5);
        assertEquals(-20, other.hears(1300), 0.5);
        assertEquals(-25, phone.hears(800), 0.5);
        assertTrue(phone.hears(500) < -75, "hears itself at " + phone.hears(500));
        assertTrue(browser.hears(1300) < -75, "hears itself at " + browser.hears(1300));
        assertEquals(-20, browser.hears(500), 1);
        assertEquals(List.of(), room.faults);
    }

    @Test
    void whatATelephoneCannotCarryIsNotHeardAsSomethingElse() {
        room.joins(BrowserMode.FORWARDED).sends(6500, -20);
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(2000);
        assertTrue(Tone.level(phone.heard(800)) < -60, "hears " + Tone.level(phone.heard(800)));
    }

    @Test
    void onlyWhoSpeaksIsDecodedAndOnlyWhereAMixIsHeard() {
        room.joins(BrowserMode.FORWARDED).sends(900, -20);
        TestBrowser listens = room.joins(BrowserMode.FORWARDED);
        room.runs(2000);
        assertEquals(0, room.count(Counter.OPUS_PACKETS_PLAYED), "forwarded to each other, nothing is mixed");
        assertEquals(List.of(), listens.csrcs);

        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(2000);
        long played = room.count(Counter.OPUS_PACKETS_PLAYED);
        assertTrue(played >= 98 && played <= 100, played + " of 100 packets");
        assertEquals(-20, phone.hears(900), 0.5);
    }

    @Test
    void withoutALevelInItsPacketsTheSoundDecides() {
        TestBrowser talks = room.joins(BrowserMode.FORWARDED).sends(900, -20).tellsNoLevel();
        TestBrowser isQuiet = room.joins(BrowserMode.FORWARDED).tellsNoLevel();
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(2000);
        assertTrue(talks.audio.speaking());
        assertEquals(-20, talks.audio.levelDbov(), 1);
        assertFalse(isQuiet.audio.speaking());
        assertEquals(-20, phone.hears(900), 0.5);
    }

    @Test
    void notWhileItIsMuted() {
        TestBrowser browser = room.joins(BrowserMode.FORWARDED).sends(900, -20);
        TestPhone phone = room.joins(Codec.PCMU).sends(new Tone(500, -20));
        room.runs(1000);
        browser.audio.mute(true);
        room.runs(2000);
        assertTrue(phone.hears(900) < -75);
        assertFalse(browser.audio.speaking());
        assertEquals(-20, browser.hears(500), 0.5);
        browser.audio.mute(false);
        room.runs(1500);
        assertEquals(-20, phone.hears(900), 0.5);
        assertTrue(browser.audio.speaking());
    }

    @Test
    void notAfterItFellSilentWithoutAWord() {
        TestBrowser browser = room.joins(BrowserMode.FORWARDED).sends(900, -20);
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(1000);
        assertTrue(browser.audio.speaking());
        browser.sendsNothing();
        room.runs(2000);
        assertFalse(browser.audio.speaking());
        assertEquals(-127, browser.audio.levelDbov());
        assertTrue(phone.hears(900) < -75);
    }
}
