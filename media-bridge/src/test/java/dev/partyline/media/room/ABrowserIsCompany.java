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

class ABrowserIsCompany {
    private final TestRoom room = new TestRoom();

    @ParameterizedTest
    @EnumSource
    void aPhoneThatComesToABrowserIsNotTheFirstAndHearsNoMusic(BrowserMode mode) {
        room.joins(mode);
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(6000);
        assertEquals(-65, Tone.level(phone.heard(5800)), 4);
    }

    @Test
    void theMusicStopsForABrowserAndComesBackWhenItIsGone() {
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(6000);
        assertTrue(Tone.level(phone.heard(800)) > -40, "music");
        TestBrowser browser = room.joins(BrowserMode.FORWARDED);
        room.runs(1000);
        assertEquals(-65, Tone.level(phone.heard(800)), 4);
        assertEquals(-127, browser.level, "the music was not for it");
        room.leaves(browser);
        room.runs(2000);
        assertTrue(Tone.level(phone.heard(800)) > -40, "music");
    }

    @ParameterizedTest
    @EnumSource
    void aBrowserAloneHearsSilenceAndAPacketATick(BrowserMode mode) {
        TestBrowser alone = room.joins(mode).sends(900, -20);
        room.runs(2000);
        assertEquals(100, alone.packets.size());
        assertTrue(Tone.level(alone.heard(2000)) < -90);
        assertEquals(List.of(), alone.csrcs);
    }

    @Test
    void whoHasNotEnteredNeitherHearsNorIsHeard() {
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(6000);
        TestBrowser waits = new TestBrowser(room).sends(900, -20);
        for (int i = 0; i < 50; i++) {
            waits.tick(room.nowNanos);
            room.runs(20);
        }
        assertEquals(0, waits.packets.size());
        assertTrue(Tone.level(phone.heard(800)) > -40, "the music goes on");
        assertEquals(2, room.count(Counter.LEGS));
        assertFalse(waits.audio.speaking());
    }

    @Test
    void theRoomIsGoneWithItsLastBrowser() {
        TestBrowser one = room.joins(BrowserMode.MIXED);
        TestBrowser two = room.joins(BrowserMode.FORWARDED);
        assertTrue(one.audio.csrc() != 0 && one.audio.csrc() != two.audio.csrc());
        room.runs(100);
        assertEquals(1, room.count(Counter.ROOMS));
        room.leaves(one);
        room.runs(100);
        assertEquals(1, room.count(Counter.ROOMS));
        room.leaves(two);
        room.runs(20);
        assertEquals(0, room.count(Counter.ROOMS));
        assertEquals(0, room.count(Counter.LEGS));
        two.audio.enter(room.nowNanos);
        two.tick(room.nowNanos);
        two.audio.close();
        assertEquals(List.of(), room.faults);
    }

    @Test
    void oneThatThrowsEndsAlone() {
        TestBrowser broken = room.joins(BrowserMode.MIXED).sends(900, -20);
        TestBrowser other = room.joins(BrowserMode.MIXED).sends(1300, -20);
        TestPhone phone = room.joins(Codec.PCMU).sends(new Tone(500, -20));
        room.runs(1000);
        broken.throwing = new IllegalStateException("a listener that throws");
        room.runs(2000);
        assertTrue(broken.broken);
        assertFalse(other.broken);
        assertEquals(1, room.count(Counter.LEG_FAULTS));
        assertEquals(List.of(broken.throwing), room.faults);
        assertEquals(-20, other.hears(500), 0.5);
        assertEquals(-20, phone.hears(1300), 0.5);
        assertTrue(phone.hears(900) < -60);
        assertEquals(2, room.count(Counter.LEGS));
    }
}
