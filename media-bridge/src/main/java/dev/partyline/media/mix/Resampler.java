package dev.partyline.media.mix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Carries one bus over to a bus of six times its rate, or of a sixth: a linear-phase low-pass ({@link LowPass}), cut
 * into six phases. Flat to 3.4 kHz; the images of what is below, and what folds back to there, are 60 dB down. Upwards
 * it delays by 83 samples at 48 kHz (1.73 ms), downwards by 78 (1.63 ms, 13 samples at 8 kHz).
 *
 * <p>The state is the last 27 samples of the low rate, or as long at the high one. When they are silent and nothing more comes, it rests and costs
 * nothing; when something comes again, it goes on as if it had computed the zeros between.
 */
public abstract sealed class Resampler permits Interpolator, Decimator {
    static final int RATIO = 6;
    /** Taps of a phase. */
    static final int TAPS = 28;
    /** Samples of the low rate that the next frame still needs. */
    static final int HISTORY = TAPS - 1;

    final int narrowSamples;
    private final int[] out;
    private boolean quiet = true;
    private boolean sounding;

    Resampler(int narrowSamples, int outSamples) {
        this.narrowSamples = narrowSamples;
        out = new int[outSamples];
    }

    /** @param frameSamples of the frames it takes, at 8 kHz */
    public static Resampler from8To48(int frameSamples) {
        return new Interpolator(frameSamples);
    }

    /** @param frameSamples of the frames it gives, at 8 kHz */
    public static Resampler from48To8(int frameSamples) {
        return new Decimator(frameSamples);
    }

    /** Takes a tick's sum, before any limiter; a bus to which nobody contributed is silence. */
    public final void take(MixBus from) {
        boolean silence = from.contributions() == 0;
        sounding = !(silence && quiet);
        if (sounding) {
            filter(silence ? null : from.sum(), out);
        }
        // A frame is longer than the history: after one of silence nothing is left to be heard.
        quiet = silence;
    }

    /** Adds what was taken to the bus of the other rate, as one contribution, where there is anything to be heard. */
    public final void addTo(MixBus to) {
        if (sounding) {
            to.add(out);
        }
    }

    /** Whether something is still to be heard of what was taken. */
    public final boolean ringing() {
        return !quiet;
    }

    /** What was taken is forgotten: nobody listens. */
    public final void reset() {
        if (sounding) {
            forget();
        }
        quiet = true;
        sounding = false;
    }

    abstract void filter(int @Nullable [] in, int[] out);

    abstract void forget();

    /** Puts a frame behind the history, whose place the end of the last frame takes. */
    static void shift(float[] line, int frameSamples) {
        System.arraycopy(line, frameSamples, line, 0, HISTORY);
        Arrays.fill(line, HISTORY, line.length, 0);
    }

    /** {@code sum[n] += tap * line[from + n]}: the inner loop of both directions, in a form that becomes vector code. */
    static void accumulate(float tap, float[] line, int from, float[] sum) {
        for (int n = 0; n < sum.length; n++) {
            sum[n] += tap * line[from + n];
        }
    }
}
