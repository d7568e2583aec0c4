package dev.partyline.media.mix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From a rate to a fraction of it: each phase meets one of so many samples, and only the sample that stays is made. */
final class Decimator extends Resampler {
    private final float[][] lines;
    private final float[] sum;

    Decimator(LowPass filter, int lowSamples) {
        super(filter, lowSamples, lowSamples);
        lines = new float[ratio][history + lowSamples];
        sum = new float[lowSamples];
    }

    /** y[m] = sum of h[r k + p] x[r (m - k) + r - 1 - p]: line p holds the samples x[r n + r - 1 - p]. */
    @Override
    void filter(int @Nullable [] in, int[] out) {
        Arrays.fill(sum, 0);
        for (int phase = 0; phase < ratio; phase++) {
            float[] line = lines[phase];
            shift(line);
            if (in != null) {
                for (int n = 0; n < lowSamples; n++) {
                    line[history + n] = in[ratio * n + ratio - 1 - phase];
                }
            }
            for (int k = 0; k < taps; k++) {
                accumulate(phases[phase][k], line, history - k, sum);
            }
        }
        for (int n = 0; n < lowSamples; n++) {
            out[n] = Math.round(sum[n]);
        }
    }

    @Override
    void forget() {
        for (float[] line : lines) {
            Arrays.fill(line, 0);
        }
    }
}
