package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.DigitWay;
import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.Sound;
import dev.partyline.media.prompt.Prompt;
import dev.partyline.media.room.LoopCounters.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhonesOfThreeRatesHearEachOther {
    private static final double SENT = -20;

    private final TestRoom room = new TestRoom();

    @Test
    void everyoneButThemselves() {
        TestPhone narrow = room.joins(Codec.PCMA).sends(new Tone(500, SENT));
        WidePhone middle = room.joinsWide(Codec.G722).sends(800, SENT);
        WidePhone otherMiddle = room.joinsWide(Codec.G722);
        WidePhone wide = room.joinsWide(Codec.OPUS).sends(1100, SENT);
        TestBrowser forwarded = room.joins(BrowserMode.FORWARDED).sends(1400, SENT);
        TestBrowser mixed = room.joins(BrowserMode.MIXED).sends(1700, SENT);
        room.runs(4000);
        for (double hertz : new double[] {800, 1100, 1400, 1700}) {
            assertEquals(SENT, narrow.hears(hertz), 0.5, "narrow, " + hertz);
        }
        for (double hertz : new double[] {500, 800, 1100, 1400, 1700}) {
            assertEquals(SENT, otherMiddle.hears(hertz), 0.5, "a listener of 16 kHz, " + hertz);
        }
        for (double hertz : new double[] {500, 1100, 1400, 1700}) {
            assertEquals(SENT, middle.hears(hertz), 0.5, "middle, " + hertz);
        }
        for (double hertz : new double[] {500, 800, 1400, 1700}) {
            assertEquals(SENT, wide.hears(hertz), 0.6, "wide, " + hertz);
        }
        for (double hertz : new double[] {500, 800, 1100}) {
            assertEquals(SENT, forwarded.hears(hertz), 0.6, "forwarded, " + hertz);
            assertEquals(SENT, mixed.hears(hertz), 0.6, "mixed, " + hertz);
        }
        assertTrue(narrow.hears(500) < -60, "narrow hears itself at " + narrow.hears(500));
        assertTrue(middle.hears(800) < -60, "middle hears itself at " + middle.hears(800));
        assertTrue(wide.hears(1100) < -60, "wide hears itself at " + wide.hears(1100));
        System.out.printf(
                "own voice: G.711 %.1f, G.722 %.1f, Opus %.1f dBov%n",
                narrow.hears(500), middle.hears(800), wide.hears(1100));
    }

    @Test
    void aloneTogetherNobodyHasAnythingOfItself() {
        TestPhone narrow = room.joins(Codec.PCMA).sends(new Tone(500, -10));
        WidePhone middle = room.joinsWide(Codec.G722).sendsSilence();
        WidePhone wide = room.joinsWide(Codec.OPUS).sendsSilence();
        room.runs(3000);
        assertEquals(-10, middle.hears(500), 0.5);
        assertEquals(-10, wide.hears(500), 0.5);
        assertTrue(narrow.hears(500) < -75, "at " + narrow.hears(500));
    }

    @Test
    void sixKilohertzGoFromWidebandToWideband() {
        TestPhone narrow = room.joins(Codec.PCMU);
        WidePhone speaks = room.joinsWide(Codec.G722).sends(6000, SENT);
        WidePhone middle = room.joinsWide(Codec.G722);
        WidePhone wide = room.joinsWide(Codec.OPUS);
        room.runs(3000);
        System.out.printf("6 kHz of G.722: G.722 hears %.1f, Opus %.1f dBov%n", middle.hears(6000), wide.hears(6000));
        assertEquals(SENT, middle.hears(6000), 1);
        assertEquals(SENT, wide.hears(6000), 1);
        assertTrue(narrow.hears(2000) < -60, "nothing of it folds");
        speaks.sendsSilence();
        wide.sends(6000, SENT);
        room.runs(3000);
        assertEquals(SENT, middle.hears(6000), 1);
        assertTrue(narrow.hears(2000) < -60, "nothing of it folds");
    }

    @ParameterizedTest
    @EnumSource(names = {"G722", "OPUS"})
    void listenersShareOneEncode(Codec codec) {
        for (int i = 0; i < 10; i++) {
            room.joinsWide(codec);
        }
        room.joins(Codec.PCMU).sends(new Tone(500, SENT));
        room.joins(Codec.PCMU).sends(new Tone(700, SENT));
        room.runs(4000);
        long before = room.count(Counter.ENCODES);
        room.runs(200);
        assertEquals(10 * (2 + 1), room.count(Counter.ENCODES) - before);
    }

    @ParameterizedTest
    @EnumSource(names = {"G722", "OPUS"})
    void whoIsNotInYetIsCalmAndThenSpokenTo(Codec codec) {
        WidePhone phone = room.callsWide(codec, 20);
        room.runs(600);
        short[] calm = phone.heard(400);
        assertEquals(-65, Sound.dbov(calm, 0, calm.length), 4);
        phone.leg.say(List.of(Prompt.FIRST_IN_CHANNEL));
        int millis = TestRoom.PROMPTS.samples(Prompt.FIRST_IN_CHANNEL).length / 8;
        room.runs((millis + 60) / 20 * 20);
        short[] prompt = phone.heard(millis / 20 * 20);
        short[] sent = TestRoom.PROMPTS.samples(Prompt.FIRST_IN_CHANNEL);
        assertEquals(Sound.dbov(sent, 0, sent.length), Sound.dbov(prompt, 0, prompt.length), 1.5);
        assertTrue(phone.events.stream().anyMatch(LegEvent.PromptsEnded.class::isInstance));
    }

    @ParameterizedTest
    @EnumSource(names = {"G722", "OPUS"})
    void whoIsAloneHearsSoAndThenMusic(Codec codec) {
        WidePhone phone = room.joinsWide(codec);
        room.runs(8000);
        short[] music = phone.heard(2000);
        assertTrue(Sound.dbov(music, 0, music.length) > -45, "at " + Sound.dbov(music, 0, music.length));
        TestPhone other = room.joins(Codec.PCMU).sends(new Tone(500, SENT));
        room.runs(2000);
        assertEquals(SENT, phone.hears(500), 0.5);
        phone.sends(800, SENT);
        room.runs(2000);
        assertEquals(SENT, other.hears(800), 0.5);
    }

    @ParameterizedTest
    @EnumSource(names = {"G722", "OPUS"})
    void keysAreTold(Codec codec) {
        WidePhone phone = room.joinsWide(codec);
        room.runs(200);
        phone.sendsNothing();
        int millisUnits = codec.clockRate() / 1000;
        for (int i = 1; i <= 3; i++) {
            phone.press(5, 50 * i * millisUnits, i == 3);
        }
        room.runs(100);
        phone.sendsAgain();
        room.runs(200);
        assertEquals(
                List.of(new LegEvent.Digit('5', DigitWay.TELEPHONE_EVENT)),
                phone.events.stream().filter(LegEvent.Digit.class::isInstance).toList());
    }

    @Test
    void aPhoneOnHoldIsSentNothingAndComesBack() {
        WidePhone phone = room.joinsWide(Codec.G722);
        room.joins(Codec.PCMU).sends(new Tone(500, SENT));
        room.runs(1000);
        phone.leg.connect(phone.stream(MediaDirection.INACTIVE, 20), room.nowNanos);
        int sent = phone.wire.fromBridge.size();
        room.runs(1000);
        assertEquals(sent, phone.wire.fromBridge.size());
        phone.leg.connect(phone.stream(MediaDirection.SENDRECV, 20), room.nowNanos);
        room.runs(2000);
        assertEquals(SENT, phone.hears(500), 0.5);
    }

    @Test
    void aPhoneMayChangeItsCodecInMidCall() {
        WidePhone phone = room.joinsWide(Codec.G722).sends(800, SENT);
        TestPhone other = room.joins(Codec.PCMU).sends(new Tone(500, SENT));
        room.runs(1000);
        WidePhone asOpus = new WidePhone(room, Codec.OPUS);
        phone.sendsNothing();
        phone.leg.connect(asOpus.stream(MediaDirection.SENDRECV, 20), room.nowNanos);
        phone.wire.fromBridge.clear();
        for (int i = 0; i < 150; i++) {
            asOpus.sends(1100, SENT);
            room.runs(20);
        }
        asOpus.wire.fromBridge.addAll(phone.wire.fromBridge);
        assertEquals(SENT, asOpus.hears(500), 0.6);
        assertTrue(other.hears(800) < -60);
        assertEquals(0, room.faults.size());
    }

    @Test
    void whenTheLastOfARateIsGoneNothingIsLeftOfIt() {
        TestPhone narrow = room.joins(Codec.PCMU);
        TestPhone other = room.joins(Codec.PCMU);
        WidePhone middle = room.joinsWide(Codec.G722).sends(800, SENT);
        WidePhone wide = room.joinsWide(Codec.OPUS).sends(1100, SENT);
        room.runs(1000);
        room.leaves(middle);
        room.leaves(wide);
        room.runs(1000);
        assertTrue(narrow.hears(800) < -60);
        assertTrue(narrow.hears(1100) < -60);
        other.sends(new Tone(500, SENT));
        room.runs(1000);
        assertEquals(SENT, narrow.hears(500), 0.5);
        assertEquals(0, room.faults.size());
    }
}
