package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.room.LoopCounters.Counter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * All that is to be heard is a phone's low tone, by one decoder each. Whatever it steps more than the tone does is the
 * click of a change of encoders, of mixes or of buses.
 */
class ABrowsersStreamNeverJumps {
    private static final double STEP = 32768 * Math.pow(10, -50 / 20.0);

    private final TestRoom room = new TestRoom();
    private final TestBrowser mixed = room.joins(BrowserMode.MIXED);
    private final TestBrowser otherMixed = room.joins(BrowserMode.MIXED);
    private final TestBrowser forwarded = room.joins(BrowserMode.FORWARDED);
    private final TestPhone phone = room.joins(Codec.PCMU).sends(new Tone(110, -20));

    @BeforeEach
    void settle() {
        room.runs(2000);
    }

    /** The greatest step over the one that the tone itself has between two samples. */
    private static double step(short[] samples) {
        double slope = 32768 * Math.pow(10, -20 / 20.0) * Math.sqrt(2) * 2 * Math.PI * 110 / 48_000;
        double greatest = 0;
        for (int i = 1; i < samples.length; i++) {
            greatest = Math.max(greatest, Math.abs(samples[i] - samples[i - 1]) - slope);
        }
        return greatest;
    }

    private void assertNoStep(TestBrowser browser, int millis) {
        double step = step(browser.heard(millis));
        System.out.printf("greatest step over the tone's own: %.0f (%.1f dB)%n", step, 20 * Math.log10(step / 32768));
        assertTrue(step < STEP, "a step of " + step);
    }

    @Test
    void aListenerTalksAndListensAgain() {
        for (int i = 0; i < 5; i++) {
            mixed.sends(900, -40);
            room.runs(300 + 20 * i);
            mixed.sendsSilence();
            room.runs(1500);
        }
        assertTrue(mixed.hears(900) < -75);
        assertNoStep(mixed, 9000);
    }

    @Test
    void theSharedPacketsComeBackAfterTheTalk() {
        mixed.sends(900, -40);
        room.runs(1000);
        assertEquals(2, differentPackets(), "its own encoder");
        mixed.sendsSilence();
        room.runs(1500);
        assertEquals(1, differentPackets());
        long before = room.count(Counter.OPUS_ENCODES);
        room.runs(200);
        assertEquals(10, room.count(Counter.OPUS_ENCODES) - before);
    }

    private int differentPackets() {
        List<String> packets = new ArrayList<>();
        for (TestBrowser browser : List.of(mixed, otherMixed)) {
            packets.add(java.util.HexFormat.of().formatHex(browser.packets.getLast()));
        }
        return (int) packets.stream().distinct().count();
    }

    @Test
    void aListenerChangesItsModeToAndFroBetweenMixesThatDiffer() {
        room.joins(BrowserMode.FORWARDED).sends(300, -45);
        room.runs(500);
        for (int i = 0; i < 6; i++) {
            forwarded.audio.mode(i % 2 == 0 ? BrowserMode.MIXED : BrowserMode.FORWARDED);
            room.runs(60 + 100 * i);
        }
        assertNoStep(forwarded, 1800);
    }

    @Test
    void aTalkerChangesItsModeAndNeverHearsItself() {
        forwarded.sends(5000, -20);
        room.runs(1000);
        for (int i = 0; i < 6; i++) {
            forwarded.audio.mode(i % 2 == 0 ? BrowserMode.MIXED : BrowserMode.FORWARDED);
            room.runs(60 + 100 * i);
        }
        assertTrue(
                dev.partyline.media.Sound.toneDbov(forwarded.heard(2800), 0, 2800 * 48, 5000, 48_000) < -80,
                "hears itself");
        assertNoStep(forwarded, 2800);
        assertEquals(-20, mixed.hears(5000), 2);
    }

    @Test
    void aLongSilenceBeginsAndEnds() {
        for (int i = 0; i < 3; i++) {
            phone.sendsSilence();
            room.runs(4000 + 20 * i);
            short[] silence = forwarded.heard(2800);
            System.out.printf(
                    "silence of %d bytes: %.1f dBov%n", forwarded.packets.getLast().length, Tone.level(silence));
            assertTrue(Tone.level(silence) < -90);
            phone.sends(new Tone(110, -20));
            room.runs(1000);
        }
        assertNoStep(forwarded, 15_000);
        assertNoStep(mixed, 15_000);
    }

    @Test
    void aListenerTalksAfterALongSilence() {
        phone.sendsSilence();
        room.runs(4000);
        mixed.sends(300, -45);
        room.runs(1000);
        phone.sends(new Tone(110, -20));
        room.runs(1000);
        mixed.sendsSilence();
        room.runs(2000);
        assertNoStep(mixed, 8000);
        assertNoStep(otherMixed, 8000);
    }

    @Test
    void othersBeginAndEndToTalkByTheWayThatItDoesNotHear() {
        for (int i = 0; i < 4; i++) {
            forwarded.sends(900, -40);
            room.runs(400);
            forwarded.sendsSilence();
            room.runs(1000);
        }
        assertNoStep(forwarded, 5600);
    }
}
