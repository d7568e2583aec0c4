package dev.partyline.media.mix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Carries one bus over to a bus of a multiple of its rate, or of a fraction: a linear-phase low-pass ({@link LowPass}),
 * cut into phases. Between 8 kHz and the others it is flat to 3.4 kHz, between 16 and 48 kHz to 7 kHz, which is what
 * G.711 and G.722 carry; the images of what is below, and what folds back to there, are 60 dB down.
 *
 * <table>
 *   <caption>Delay</caption>
 *   <tr><td>8 to 16 kHz</td><td>27 samples at 16 kHz, 1.69 ms</td></tr>
 *   <tr><td>16 to 8 kHz</td><td>13 samples at 8 kHz, 1.63 ms</td></tr>
 *   <tr><td>8 to 48 kHz</td><td>83 samples at 48 kHz, 1.73 ms</td></tr>
 *   <tr><td>48 to 8 kHz</td><td>13 samples at 8 kHz, 1.63 ms</td></tr>
 *   <tr><td>16 to 48 kHz</td><td>59 samples at 48 kHz, 1.23 ms</td></tr>
 *   <tr><td>48 to 16 kHz</td><td>19 samples at 16 kHz, 1.19 ms</td></tr>
 * </table>
 *
 * <p>The state is the last samples of the low rate, one less than a phase has taps, or as long at the high one. When
 * they are silent and nothing more comes, it rests and costs nothing; when something comes again, it goes on as if it
 * had computed the zeros between.
 */
public abstract sealed class Resampler permits Interpolator, Decimator {
    /** Of the low rate: a transition from 3.4 to 4.6 kHz at 8 kHz. */
    private static final int TELEPHONE_TAPS = 28;
    /** A transition from 7.2 to 8.8 kHz at 16 kHz. */
    private static final int WIDEBAND_TAPS = 40;

    private static final LowPass BY_TWO = new LowPass(2, TELEPHONE_TAPS);
    private static final LowPass BY_THREE = new LowPass(3, WIDEBAND_TAPS);
    private static final LowPass BY_SIX = new LowPass(6, TELEPHONE_TAPS);

    /** Of the low rate. */
    final int lowSamples;

    final int ratio;
    final int taps;
    /** Samples of the low rate that the next frame still needs. */
    final int history;

    final float[][] phases;
    private final int[] out;
    private boolean quiet = true;
    private boolean sounding;

    Resampler(LowPass filter, int lowSamples, int outSamples) {
        this.lowSamples = lowSamples;
        phases = filter.phases;
        ratio = phases.length;
        taps = phases[0].length;
        history = taps - 1;
        out = new int[outSamples];
    }

    /** @param frameSamples of the frames it takes, at 8 kHz */
    public static Resampler from8To16(int frameSamples) {
        return new Interpolator(BY_TWO, frameSamples);
    }

    /** @param frameSamples of the frames it gives, at 8 kHz */
    public static Resampler from16To8(int frameSamples) {
        return new Decimator(BY_TWO, frameSamples);
    }

    /** @param frameSamples of the frames it takes, at 8 kHz */
    public static Resampler from8To48(int frameSamples) {
        return new Interpolator(BY_SIX, frameSamples);
    }

    /** @param frameSamples of the frames it gives, at 8 kHz */
    public static Resampler from48To8(int frameSamples) {
        return new Decimator(BY_SIX, frameSamples);
    }

    /** @param frameSamples of the frames it takes, at 16 kHz */
    public static Resampler from16To48(int frameSamples) {
        return new Interpolator(BY_THREE, frameSamples);
    }

    /** @param frameSamples of the frames it gives, at 16 kHz */
    public static Resampler from48To16(int frameSamples) {
        return new Decimator(BY_THREE, frameSamples);
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
    final void shift(float[] line) {
        System.arraycopy(line, lowSamples, line, 0, history);
        Arrays.fill(line, history, line.length, 0);
    }

    /** {@code sum[n] += tap * line[from + n]}: the inner loop of both directions, in a form that becomes vector code. */
    static void accumulate(float tap, float[] line, int from, float[] sum) {
        for (int n = 0; n < sum.length; n++) {
            sum[n] += tap * line[from + n];
        }
    }
}
