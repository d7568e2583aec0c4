package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.PhoneStream.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in a listener's ear over the tone that it hears, at its worst sample, while others come, talk and go. */
class NothingChangesWithAClickAboveEightKilohertz {
    private static final double HERTZ = 110;
    private static final double SENT = -20;
    private static final double WORST_STEP_DB = -50;

    private final TestRoom room = new TestRoom();

    /** The greatest step between two samples less the tone's own, in dBov. */
    private static double worstStepDbov(short[] samples, int rate) {
        double own = 32768 * Math.pow(10, SENT / 20) * Math.sqrt(2) * 2 * Math.PI * HERTZ / rate;
        int step = 0;
        for (int i = 1; i < samples.length; i++) {
            step = Math.max(step, Math.abs(samples[i] - samples[i - 1]));
        }
        return 20 * Math.log10(Math.max(1e-3, step - own) / 32768);
    }

    @ParameterizedTest
    @EnumSource(names = {"G722", "OPUS"})
    void aListenerBeginsAndEndsToTalk(Codec codec) {
        WidePhone talker = room.joinsWide(Codec.OPUS).sends(HERTZ, SENT);
        WidePhone listener = room.joinsWide(codec);
        WidePhone other = room.joinsWide(codec);
        room.runs(2000);
        for (int i = 0; i < 10; i++) {
            // What it says is not in its own ear; in the other's there is a second tone, and that is not measured.
            listener.sends(HERTZ, -45);
            room.runs(300 + 20 * i);
            listener.sendsSilence();
            room.runs(900);
        }
        double worst = worstStepDbov(listener.heard(10_000), listener.rate);
        System.out.printf("%s, a listener talks: greatest step %.1f dBov%n", codec, worst);
        assertTrue(worst < WORST_STEP_DB, "step of " + worst);
        assertTrue(talker.events.isEmpty() && other.events.isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = {"G722", "OPUS"})
    void legsOfOtherRatesComeAndGo(Codec codec) {
        room.joinsWide(codec).sends(HERTZ, SENT);
        WidePhone listener = room.joinsWide(codec);
        TestPhone narrow = room.joins(Codec.PCMU);
        room.runs(2000);
        Codec otherCodec = codec == Codec.G722 ? Codec.OPUS : Codec.G722;
        for (int i = 0; i < 3; i++) {
            WidePhone other = room.joinsWide(otherCodec);
            TestPhone phone = room.joins(Codec.PCMA);
            TestBrowser browser = room.joins(BrowserMode.MIXED);
            room.runs(500);
            room.leaves(other);
            room.leaves(phone);
            room.leaves(browser);
            room.runs(500);
        }
        double worst = worstStepDbov(listener.heard(3000), listener.rate);
        System.out.printf("%s, others come and go: greatest step %.1f dBov%n", codec, worst);
        assertTrue(worst < WORST_STEP_DB, "step of " + worst);
        // At -20 dBov a step of G.711 is 512 at most, and the tone itself climbs 400.
        assertTrue(worstStepDbov(narrow.heard(3000), 8000) < -35);
    }

    @Test
    void aTalkerOfAnotherRateLeavesWithoutAStep() {
        WidePhone listener = room.joinsWide(Codec.G722);
        WidePhone opus = room.joinsWide(Codec.OPUS);
        WidePhone talker = room.joinsWide(Codec.OPUS).sends(HERTZ, SENT);
        room.runs(2007);
        room.leaves(talker);
        room.runs(500);
        assertTrue(worstStepDbov(listener.heard(1500), listener.rate) < WORST_STEP_DB);
        assertTrue(worstStepDbov(opus.heard(1500), opus.rate) < WORST_STEP_DB);
    }
}
