package dev.partyline.media.quality;

/** Power spectra of real frames under Hann's window, by a transform of 512 points. */
final class Spectrum {
    static final int POINTS = 512;
    static final int BINS = POINTS / 2 + 1;

    private final double[] window;
    private final double[] cosines = new double[POINTS / 2];
    private final double[] sines = new double[POINTS / 2];
    private final double[] re = new double[POINTS];
    private final double[] im = new double[POINTS];

    /** @param frame samples of a frame, at most {@value #POINTS} */
    Spectrum(int frame) {
        window = hann(frame);
        for (int i = 0; i < POINTS / 2; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / POINTS);
            sines[i] = -Math.sin(2 * Math.PI * i / POINTS);
        }
    }

    /** Without zeros at its ends, so that its halves overlap to a constant. */
    static double[] hann(int length) {
        double[] window = new double[length];
        for (int i = 0; i < length; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 1) / (length + 1));
        }
        return window;
    }

    /** @param power {@value #BINS} bins, filled */
    void power(double[] samples, int from, double[] power) {
        for (int i = 0; i < POINTS; i++) {
            int to = Integer.reverse(i) >>> 23;
            re[to] = i < window.length ? samples[from + i] * window[i] : 0;
            im[to] = 0;
        }
        for (int half = 1; half < POINTS; half *= 2) {
            for (int start = 0; start < POINTS; start += 2 * half) {
                for (int i = 0; i < half; i++) {
                    butterfly(start + i, start + i + half, i * (POINTS / 2 / half));
                }
            }
        }
        for (int bin = 0; bin < BINS; bin++) {
            power[bin] = re[bin] * re[bin] + im[bin] * im[bin];
        }
    }

    private void butterfly(int a, int b, int turn) {
        double real = re[b] * cosines[turn] - im[b] * sines[turn];
        double imaginary = re[b] * sines[turn] + im[b] * cosines[turn];
        re[b] = re[a] - real;
        im[b] = im[a] - imaginary;
        re[a] += real;
        im[a] += imaginary;
    }
}
