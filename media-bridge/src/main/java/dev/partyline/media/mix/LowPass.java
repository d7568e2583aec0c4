package dev.partyline.media.mix;

/**
 * The filter between a rate and a multiple of it: a sinc cut off at half the low rate under a Kaiser window for 66 dB
 * (Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.6), gain one, in as many phases as the ratio says.
 * The last tap of the last phase is zero, so that the filter is symmetrical about a sample.
 */
final class LowPass {
    private static final double ATTENUATION_DB = 66;

    /** Tap {@code k} of phase {@code p} is tap {@code ratio k + p} of the filter. */
    final float[][] phases;

    /** @param taps of each phase; the transition is 4.2 times the low rate over the taps, half to either side */
    LowPass(int ratio, int taps) {
        int length = ratio * taps - 1;
        double beta = 0.1102 * (ATTENUATION_DB - 8.7);
        double middle = (length - 1) / 2.0;
        double[] filter = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double x = (i - middle) / ratio;
            double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            double edge = (i - middle) / (middle + 1);
            filter[i] = sinc * bessel(beta * Math.sqrt(1 - edge * edge));
            sum += filter[i];
        }
        phases = new float[ratio][taps];
        for (int i = 0; i < length; i++) {
            phases[i % ratio][i / ratio] = (float) (filter[i] / sum);
        }
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
