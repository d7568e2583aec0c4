package dev.partyline.media.mix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From 48 to 8 kHz: each phase of the filter meets one of every six samples, and only the sample that stays is made. */
final class Decimator extends Resampler {
    private final float[][] lines = new float[RATIO][];
    private final float[] sum;

    Decimator(int narrowSamples) {
        super(narrowSamples, narrowSamples);
        for (int phase = 0; phase < RATIO; phase++) {
            lines[phase] = new float[HISTORY + narrowSamples];
        }
        sum = new float[narrowSamples];
    }

    /** y[m] = sum of h[6 k + p] x[6 (m - k) + 5 - p]: line p holds the samples x[6 n + 5 - p]. */
    @Override
    void filter(int @Nullable [] in, int[] out) {
        Arrays.fill(sum, 0);
        for (int phase = 0; phase < RATIO; phase++) {
            float[] line = lines[phase];
            shift(line, narrowSamples);
            if (in != null) {
                for (int n = 0; n < narrowSamples; n++) {
                    line[HISTORY + n] = in[RATIO * n + RATIO - 1 - phase];
                }
            }
            for (int k = 0; k < TAPS; k++) {
                accumulate(LowPass.PHASES[phase][k], line, HISTORY - k, sum);
            }
        }
        for (int n = 0; n < narrowSamples; n++) {
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
