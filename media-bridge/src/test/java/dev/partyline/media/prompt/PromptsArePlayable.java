package dev.partyline.media.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptsArePlayable {
    private final Prompts prompts = Prompts.load();

    private static double levelDbov(short[] samples) {
        double energy = 0;
        for (short sample : samples) {
            energy += (double) sample * sample;
        }
        return 10 * Math.log10(energy / samples.length) - 20 * Math.log10(32768);
    }

    @ParameterizedTest
    @EnumSource
    void eachIsShortAndOfOneLevel(Prompt prompt) {
        short[] samples = prompts.samples(prompt);
        assertTrue(samples.length > 4000 && samples.length < 5 * 8000, samples.length + " samples");
        assertEquals(-20, levelDbov(samples), 1.5);
    }

    @Test
    void theMusicIsSoftAndHasNoSeam() {
        short[] music = prompts.waitingMusic();
        assertEquals(-30, levelDbov(music), 0.5);
        int steepest = 0;
        for (int i = 1; i < music.length; i++) {
            steepest = Math.max(steepest, Math.abs(music[i] - music[i - 1]));
        }
        assertTrue(Math.abs(music[0] - music[music.length - 1]) <= steepest);
    }

    @Test
    void anythingElseIsRefused() throws IOException {
        byte[] file;
        try (var in = Prompts.class.getResourceAsStream("muted.wav")) {
            file = in == null ? new byte[0] : in.readAllBytes();
        }
        assertTrue(WavFile.samples(file).length > 4000);
        for (int cut = 0; cut < 46; cut++) {
            byte[] part = Arrays.copyOf(file, cut);
            assertThrows(IllegalArgumentException.class, () -> WavFile.samples(part), "cut at " + cut);
        }
        byte[] stereo = file.clone();
        stereo[22] = 2;
        assertThrows(IllegalArgumentException.class, () -> WavFile.samples(stereo));
    }
}
