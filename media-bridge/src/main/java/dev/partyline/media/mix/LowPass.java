package dev.partyline.media.mix;

/**
 * The filter between 8 and 48 kHz: a sinc cut off at 4 kHz under a Kaiser window for 66 dB, with a transition from 3.4
 * to 4.6 kHz (Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.6). 167 taps, gain one, in six phases
 * of 28, the last tap of the last one being zero.
 */
final class LowPass {
    /** Tap {@code k} of phase {@code p} is tap {@code 6 k + p} of the filter. */
    static final float[][] PHASES = design();

    private static final int LENGTH = 167;

    private LowPass() {}

    private static float[][] design() {
        double attenuation = 66;
        double beta = 0.1102 * (attenuation - 8.7);
        double middle = (LENGTH - 1) / 2.0;
        double[] taps = new double[LENGTH];
        double sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            double x = (i - middle) / Resampler.RATIO;
            double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            double edge = (i - middle) / (middle + 1);
            taps[i] = sinc * bessel(beta * Math.sqrt(1 - edge * edge));
            sum += taps[i];
        }
        float[][] phases = new float[Resampler.RATIO][Resampler.TAPS];
        for (int i = 0; i < LENGTH; i++) {
            phases[i % Resampler.RATIO][i / Resampler.RATIO] = (float) (taps[i] / sum);
        }
        return phases;
    }

    /** The modified Bessel function of the first kind and order zero, by its series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
