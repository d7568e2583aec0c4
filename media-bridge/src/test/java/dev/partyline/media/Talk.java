package dev.partyline.media;

import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.Prompt;
import dev.partyline.media.prompt.PromptLibrary;
import dev.partyline.media.prompt.Prompts;
import java.util.List;
import java.util.Random;

/** Somebody who talks and talks, on a line with noise: what the bridge can say, a pause after each sentence. */
public final class Talk {
    private static final int PAUSE = 8000 * 4 / 10;
    /** Not all that there are: what is measured with them shall not change when the bridge learns to say more. */
    private static final List<Prompt> SENTENCES = List.of(
            Prompt.WELCOME,
            Prompt.ENTER_PIN,
            Prompt.PIN_WRONG,
            Prompt.PIN_REFUSED,
            Prompt.FIRST_IN_CHANNEL,
            Prompt.MUTED,
            Prompt.UNMUTED,
            Prompt.REMOVED,
            Prompt.CLOSING);

    private Talk() {}

    /**
     * @param dbov of active speech
     * @param noiseDbov of the line
     */
    public static short[] of(double dbov, double noiseDbov, int seconds, long seed) {
        short[] speech = sentences(seconds, (int) seed);
        double gain = Math.pow(10, (dbov - activeDbov(speech, 0, speech.length)) / 20);
        short[] noise = noise(noiseDbov, speech.length, seed);
        for (int i = 0; i < speech.length; i++) {
            speech[i] = (short) Math.clamp(Math.round(speech[i] * gain + noise[i]), -32768, 32767);
        }
        return speech;
    }

    private static short[] sentences(int seconds, int first) {
        Prompts prompts = PromptLibrary.shipped().in(Language.ENGLISH);
        short[] speech = new short[8000 * seconds];
        int at = 0;
        for (int i = first; at < speech.length; i++) {
            short[] sentence = prompts.samples(SENTENCES.get(Math.floorMod(i, SENTENCES.size())));
            System.arraycopy(sentence, 0, speech, at, Math.min(sentence.length, speech.length - at));
            at += sentence.length + PAUSE;
        }
        return speech;
    }

    /** White noise. */
    public static short[] noise(double dbov, int samples, long seed) {
        Random random = new Random(seed);
        double rms = 32768 * Math.pow(10, dbov / 20);
        short[] noise = new short[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (short) Math.clamp(Math.round(random.nextGaussian() * rms), -32768, 32767);
        }
        return noise;
    }

    /**
     * Active speech level by ITU-T P.56, method B, of all of it at once: energy over the time for which the envelope is
     * over the threshold that is 15.9 dB below that level, or has been within 200 ms.
     */
    public static double activeDbov(short[] samples, int from, int to) {
        double energy = (to - from) * Math.pow(10, Sound.dbov(samples, from, to) / 10);
        double[] envelope = envelope(samples, from, to);
        for (int threshold = -1; threshold > -90; threshold--) {
            double least = Math.pow(10, threshold / 20.0);
            int active = 0;
            int hangOver = 0;
            for (double now : envelope) {
                hangOver = now >= least ? 1600 : hangOver - 1;
                active += hangOver > 0 ? 1 : 0;
            }
            double level = active == 0 ? -100 : 10 * Math.log10(energy / active);
            if (level - threshold >= 15.9) {
                return level;
            }
        }
        return -100;
    }

    /** Exponential averaging of the magnitude, twice, over 30 ms each. */
    private static double[] envelope(short[] samples, int from, int to) {
        double kept = Math.exp(-1 / (8000 * 0.03));
        double[] envelope = new double[to - from];
        double once = 0;
        double twice = 0;
        for (int i = 0; i < envelope.length; i++) {
            once = kept * once + (1 - kept) * Math.abs(samples[from + i]) / 32768.0;
            twice = kept * twice + (1 - kept) * once;
            envelope[i] = twice;
        }
        return envelope;
    }
}
