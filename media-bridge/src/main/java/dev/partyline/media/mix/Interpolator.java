package dev.partyline.media.mix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From 8 to 48 kHz: each of the six phases of the filter gives every sixth sample. */
final class Interpolator extends Resampler {
    private final float[] line;
    private final float[] sum;

    Interpolator(int narrowSamples) {
        super(narrowSamples, RATIO * narrowSamples);
        line = new float[HISTORY + narrowSamples];
        sum = new float[narrowSamples];
    }

    @Override
    void filter(int @Nullable [] in, int[] out) {
        shift(line, narrowSamples);
        if (in != null) {
            for (int n = 0; n < narrowSamples; n++) {
                line[HISTORY + n] = in[n];
            }
        }
        for (int phase = 0; phase < RATIO; phase++) {
            Arrays.fill(sum, 0);
            for (int k = 0; k < TAPS; k++) {
                // Of six samples five are the zeros between, hence the gain.
                accumulate(RATIO * LowPass.PHASES[phase][k], line, HISTORY - k, sum);
            }
            for (int n = 0; n < narrowSamples; n++) {
                out[RATIO * n + phase] = Math.round(sum[n]);
            }
        }
    }

    @Override
    void forget() {
        Arrays.fill(line, 0);
    }
}
