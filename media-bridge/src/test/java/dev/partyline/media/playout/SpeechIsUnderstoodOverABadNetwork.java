package dev.partyline.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.FarPhone;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.quality.NetworkCase;
import dev.partyline.media.quality.SpeechQuality;
import dev.partyline.media.quality.Voice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real speech by G.711 through the seeded network and one leg's playout, measured at 8 kHz. */
final class SpeechIsUnderstoodOverABadNetwork {
    /** What the network is like is known by then. */
    private static final int SILENT_SECONDS = 10;

    private static final int SEEDS = 10;

    private static SpeechQuality heard(Voice voice, NetworkCase network, int seed) {
        short[] sent = voice.samples();
        int quiet = SILENT_SECONDS * 8000;
        FarPhone.Signal speech = n -> n < quiet ? 0 : sent[(int) ((n - quiet) % sent.length)];
        FarPhone phone = new FarPhone(Codec.PCMU, speech, 65_000, -32_000, 0, 7_000_000L);
        Line line = new Line(phone, network.network(seed), Codec.PCMU);
        line.early = !network.jitters();
        line.run(SILENT_SECONDS);
        line.forgetHeard();
        line.run(sent.length / 8000.0 + 0.6);
        return SpeechQuality.of(sent, line.heard());
    }

    private static SpeechQuality mean(NetworkCase network, int seeds) {
        SpeechQuality.Mean mean = new SpeechQuality.Mean();
        int seed = 0;
        for (Voice voice : Voice.values()) {
            for (int i = 0; i < seeds; i++) {
                mean.add(heard(voice, network, seed++));
            }
        }
        return mean.quality();
    }

    @ParameterizedTest
    @EnumSource(NetworkCase.class)
    void everyVoiceOnce(NetworkCase network) {
        SpeechQuality quality = mean(network, 1);
        System.out.printf("speech, %s: %s%n", network, quality);
        assertTrue(quality.stoi() >= network.goal(), network + ": " + quality);
        assertEquals(0, quality.levelDb(), 1);
    }

    @Test
    void aTwentiethLostLeavesNoGap() {
        SpeechQuality quality = heard(Voice.RMS, NetworkCase.FIVE, 11);
        assertTrue(quality.longestGapMillis() <= 60, quality.toString());
        assertEquals(0, quality.levelDb(), 1);
    }

    /** The table of docs/quality.md: takes some minutes. */
    @ParameterizedTest
    @EnumSource(NetworkCase.class)
    @EnabledIfSystemProperty(named = "partyline.quality", matches = "table")
    void theTable(NetworkCase network) {
        SpeechQuality quality = mean(network, SEEDS);
        System.out.printf("| %s | %.3f | %s |%n", network, network.goal(), quality);
        assertTrue(quality.stoi() >= network.goal(), network + ": " + quality);
    }
}
