package dev.partyline.integration.bench.kernel;

import java.util.Random;

/** Sound for kernels to work on: tones and some noise, the same in each run. */
final class TestSignal {
    private static final double AMPLITUDE = 6_000;
    private static final int NOISE = 300;

    private TestSignal() {}

    static short[] samples(int count, int sampleRate) {
        Random random = new Random(count);
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            double seconds = (double) i / sampleRate;
            double voiced = Math.sin(2 * Math.PI * 150 * seconds) + 0.5 * Math.sin(2 * Math.PI * 1_050 * seconds);
            samples[i] = (short) (AMPLITUDE * voiced + random.nextInt(-NOISE, NOISE));
        }
        return samples;
    }
}
