package dev.partyline.media.dtmf;

/**
 * What 20 ms of audio at 8 kHz have of the eight tones of ITU-T Q.23: how strong each is, at what phase, and how much
 * there is beside the strongest pair.
 *
 * <p>Each tone's complex amplitude is that of a Hann window, by Goertzel's recursion, all eight in one pass. The
 * window's neighbours lie 50 Hz apart and its side lobes vanish, so that the other tone of a pair, 268 Hz away at
 * least, disturbs neither strength nor phase. A tone's true frequency is how far its phase turned from one window to
 * the next: to about 1 Hz in noise that is 15 dB below.
 */
final class TonePair {
    static final int SAMPLE_RATE = 8000;
    static final int LENGTH = 160;
    /** From one window to the next. */
    static final int HOP = 80;

    static final int GROUP = 4;
    private static final double[] HERTZ = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
    private static final int TONES = HERTZ.length;
    private static final double[] WINDOW = new double[LENGTH];
    private static final double WINDOW_SUM;
    private static final double WINDOW_ENERGY;
    private static final double[] COSINE = new double[TONES];
    private static final double[] SINE = new double[TONES];
    /** By how much each tone turns in a hop, of whole turns what is over. */
    private static final double[] TURN = new double[TONES];

    static {
        double sum = 0;
        double energy = 0;
        for (int i = 0; i < LENGTH; i++) {
            WINDOW[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / LENGTH);
            sum += WINDOW[i];
            energy += WINDOW[i] * WINDOW[i];
        }
        WINDOW_SUM = sum;
        WINDOW_ENERGY = energy;
        for (int i = 0; i < TONES; i++) {
            double omega = 2 * Math.PI * HERTZ[i] / SAMPLE_RATE;
            COSINE[i] = Math.cos(omega);
            SINE[i] = Math.sin(omega);
            TURN[i] = Math.IEEEremainder(omega * HOP, 2 * Math.PI);
        }
    }

    private final double[] weighted = new double[LENGTH];
    private final double[] real = new double[TONES];
    private final double[] imaginary = new double[TONES];
    private double energy;
    private int low;
    private int high;

    /** Looks at a window; false where it has less power than that, and no more is known of it. */
    boolean look(short[] samples, double leastPower) {
        int peak = 0;
        for (short sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        // Most lines are quiet most of the time.
        if ((double) peak * peak < leastPower) {
            return false;
        }
        double sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            double value = WINDOW[i] * samples[i];
            weighted[i] = value;
            sum += value * value;
        }
        energy = sum;
        if (energy < leastPower * WINDOW_ENERGY) {
            return false;
        }
        low = strongest(0);
        high = strongest(GROUP);
        return true;
    }

    private int strongest(int group) {
        double a1 = 0;
        double a2 = 0;
        double b1 = 0;
        double b2 = 0;
        double c1 = 0;
        double c2 = 0;
        double d1 = 0;
        double d2 = 0;
        double a = 2 * COSINE[group];
        double b = 2 * COSINE[group + 1];
        double c = 2 * COSINE[group + 2];
        double d = 2 * COSINE[group + 3];
        for (double x : weighted) {
            double next = x + a * a1 - a2;
            a2 = a1;
            a1 = next;
            next = x + b * b1 - b2;
            b2 = b1;
            b1 = next;
            next = x + c * c1 - c2;
            c2 = c1;
            c1 = next;
            next = x + d * d1 - d2;
            d2 = d1;
            d1 = next;
        }
        set(group, a1, a2);
        set(group + 1, b1, b2);
        set(group + 2, c1, c2);
        set(group + 3, d1, d2);
        int best = group;
        for (int i = group + 1; i < group + GROUP; i++) {
            if (power(i) > power(best)) {
                best = i;
            }
        }
        return best;
    }

    private void set(int tone, double s1, double s2) {
        real[tone] = s1 - s2 * COSINE[tone];
        imaginary[tone] = s2 * SINE[tone];
    }

    private double power(int tone) {
        return real[tone] * real[tone] + imaginary[tone] * imaginary[tone];
    }

    /** The mean square of the window's tone of this group, as if it were on its nominal frequency. */
    double lowPower() {
        return 2 * power(low) / (WINDOW_SUM * WINDOW_SUM);
    }

    double highPower() {
        return 2 * power(high) / (WINDOW_SUM * WINDOW_SUM);
    }

    /** The mean square of everything in the window. */
    double wholePower() {
        return energy / WINDOW_ENERGY;
    }

    /** Row and column of the pair on the keypad: 4 x row + column. */
    int key() {
        return low * GROUP + high - GROUP;
    }

    /** How far the low tone is from its frequency, told by the window before: Hz, -50 to 50. */
    double lowOffsetHertz(TonePair before) {
        return offsetHertz(low, before);
    }

    double highOffsetHertz(TonePair before) {
        return offsetHertz(high, before);
    }

    double lowHertz() {
        return HERTZ[low];
    }

    double highHertz() {
        return HERTZ[high];
    }

    private double offsetHertz(int tone, TonePair before) {
        double re = real[tone] * before.real[tone] + imaginary[tone] * before.imaginary[tone];
        double im = imaginary[tone] * before.real[tone] - real[tone] * before.imaginary[tone];
        double turned = Math.IEEEremainder(Math.atan2(im, re) - TURN[tone], 2 * Math.PI);
        return turned / (2 * Math.PI) * SAMPLE_RATE / HOP;
    }

    /** The mean square of a sine of any frequency in the window. */
    double powerAt(double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / SAMPLE_RATE);
        double s1 = 0;
        double s2 = 0;
        for (double x : weighted) {
            double next = x + coefficient * s1 - s2;
            s2 = s1;
            s1 = next;
        }
        return 2 * (s1 * s1 + s2 * s2 - coefficient * s1 * s2) / (WINDOW_SUM * WINDOW_SUM);
    }
}
