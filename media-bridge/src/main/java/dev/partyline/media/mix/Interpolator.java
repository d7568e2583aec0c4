package dev.partyline.media.mix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From a rate to a multiple of it: each of the filter's phases gives one of as many samples. */
final class Interpolator extends Resampler {
    private final float[] line;
    private final float[] sum;

    Interpolator(LowPass filter, int lowSamples) {
        super(filter, lowSamples, filter.phases.length * lowSamples);
        line = new float[history + lowSamples];
        sum = new float[lowSamples];
    }

    @Override
    void filter(int @Nullable [] in, int[] out) {
        shift(line);
        if (in != null) {
            for (int n = 0; n < lowSamples; n++) {
                line[history + n] = in[n];
            }
        }
        for (int phase = 0; phase < ratio; phase++) {
            Arrays.fill(sum, 0);
            for (int k = 0; k < taps; k++) {
                // All samples but one of so many are the zeros between, hence the gain.
                accumulate(ratio * phases[phase][k], line, history - k, sum);
            }
            for (int n = 0; n < lowSamples; n++) {
                out[ratio * n + phase] = Math.round(sum[n]);
            }
        }
    }

    @Override
    void forget() {
        Arrays.fill(line, 0);
    }
}
