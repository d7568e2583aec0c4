package dev.partyline.media.prompt;

import dev.partyline.media.mix.ComfortNoise;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;

/** Everything the bridge can say or play, as samples at 8 kHz that all legs share and nobody changes. */
public final class Prompts {
    private static final String WAITING_MUSIC = "waiting-music.wav";
    /** 10 ms. */
    private static final int LEAST_SILENCE = 80;

    private final Map<Prompt, short[]> spoken = new EnumMap<>(Prompt.class);
    private final short[] waitingMusic;

    private Prompts() {
        for (Prompt prompt : Prompt.values()) {
            short[] samples = read(prompt.fileName());
            new ComfortNoise(prompt.fileName().hashCode()).fillSilence(samples, LEAST_SILENCE);
            spoken.put(prompt, samples);
        }
        waitingMusic = read(WAITING_MUSIC);
    }

    /** @throws IllegalStateException naming the file that is missing or that cannot be played */
    public static Prompts load() {
        return new Prompts();
    }

    private static short[] read(String fileName) {
        try (InputStream in = Prompts.class.getResourceAsStream(fileName)) {
            if (in == null) {
                throw new IllegalStateException("prompt " + fileName + " is missing");
            }
            return WavFile.samples(in.readAllBytes());
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("prompt " + fileName + " cannot be played: " + e.getMessage(), e);
        }
    }

    public short[] samples(Prompt prompt) {
        short[] samples = spoken.get(prompt);
        if (samples == null) {
            throw new IllegalArgumentException("no samples of " + prompt);
        }
        return samples;
    }

    /** Ends where it begins: to be played round and round. */
    public short[] waitingMusic() {
        return waitingMusic;
    }
}
