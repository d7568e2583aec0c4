package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.room.LoopCounters.Counter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrowserHearsPhonesInOneEncode {
    private final TestRoom room = new TestRoom();

    private long opusEncodesOfTenTicks() {
        long before = room.count(Counter.OPUS_ENCODES);
        room.runs(200);
        return room.count(Counter.OPUS_ENCODES) - before;
    }

    @Test
    void fiftyBrowsersHearAPhoneAtItsLevel() {
        List<TestBrowser> browsers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            browsers.add(room.joins(BrowserMode.FORWARDED).sendsNothing());
        }
        room.joins(Codec.PCMU).sends(new Tone(700, -20));
        room.runs(3000);
        assertEquals(10, opusEncodesOfTenTicks());
        TestBrowser first = browsers.getFirst();
        System.out.printf("browser hears a phone at %.2f%n", first.hears(700));
        for (TestBrowser browser : browsers) {
            assertEquals(160, browser.packets.size());
            assertArrayEquals(first.packets.getLast(), browser.packets.getLast());
        }
        assertEquals(-20, first.hears(700), 0.5);
        assertEquals(-20, first.level, 1);
    }

    @Test
    void aSilentRoomIsOneEncodeWhateverTheModesAndSoonNone() {
        TestBrowser forwarded = room.joins(BrowserMode.FORWARDED);
        TestBrowser mixed = room.joins(BrowserMode.MIXED);
        room.joins(Codec.PCMU);
        room.runs(400);
        assertEquals(10, opusEncodesOfTenTicks());
        room.runs(2000);
        assertEquals(0, opusEncodesOfTenTicks(), "the packet of silence is known by now");
        assertEquals(140, mixed.packets.size());
        assertEquals(-127, mixed.level);
        assertArrayEquals(forwarded.packets.getLast(), mixed.packets.getLast());
        assertEquals(List.of(), forwarded.csrcs);
    }

    @Test
    void onlyTalkersCostAnEncodeMore() {
        for (int i = 0; i < 5; i++) {
            room.joins(BrowserMode.FORWARDED);
            room.joins(BrowserMode.MIXED);
        }
        room.joins(BrowserMode.MIXED).sends(900, -20);
        room.joins(Codec.PCMU).sends(new Tone(500, -20));
        room.runs(2000);
        assertEquals(10 * 2, opusEncodesOfTenTicks(), "the shared one and the talker's own");
        room.joins(BrowserMode.FORWARDED).sends(1300, -20);
        room.runs(2000);
        assertEquals(10 * 3, opusEncodesOfTenTicks(), "one for those who hear the forwarded one by the mix");
    }

    @Test
    void phonesAloneCostNone() {
        room.joins(Codec.PCMU).sends(new Tone(700, -20));
        room.joins(Codec.PCMU);
        room.runs(2000);
        assertEquals(0, room.count(Counter.OPUS_ENCODES));
    }

    @Test
    void theMixNamesWhoSpeaksLoudestFirst() {
        TestBrowser forwarded = room.joins(BrowserMode.FORWARDED);
        TestBrowser mixed = room.joins(BrowserMode.MIXED).sends(1500, -30);
        TestPhone loud = room.joins(Codec.PCMU).sends(new Tone(500, -15));
        TestPhone quiet = room.joins(Codec.PCMU).sends(new Tone(700, -25));
        room.joins(Codec.PCMU);
        TestBrowser talks = room.joins(BrowserMode.FORWARDED).sends(1100, -20);
        room.runs(2000);
        int loudest = loud.leg.stats().csrc();
        int phone = quiet.leg.stats().csrc();
        assertEquals(List.of(loudest, phone, mixed.audio.csrc()), forwarded.csrcs);
        assertEquals(forwarded.csrcs, talks.csrcs);
        assertEquals(List.of(loudest, talks.audio.csrc(), phone), mixed.csrcs);
        assertTrue(talks.audio.speaking());
        assertEquals(-20, talks.audio.levelDbov(), 1);
    }

    @Test
    void noMoreThanFifteenAreNamed() {
        TestBrowser listens = room.joins(BrowserMode.FORWARDED);
        for (int i = 0; i < 20; i++) {
            room.joins(Codec.PCMU).sends(new Tone(300 + 50 * i, -50 + i));
        }
        TestPhone loudest = room.joins(Codec.PCMU).sends(new Tone(440, -20));
        room.runs(1000);
        assertEquals(15, listens.csrcs.size());
        assertEquals(loudest.leg.stats().csrc(), listens.csrcs.getFirst());
        assertEquals(15, listens.csrcs.stream().distinct().count());
    }
}
