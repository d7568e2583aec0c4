package dev.partyline.media.quality;

/**
 * How far the spectra lie apart, in dB: the root mean square over the bins from 200 to 3,600 Hz of each 32 ms, half
 * overlapping, and the mean of it over all in which there is speech. What lies 50 dB below a frame's loudest bin is
 * taken to stand there.
 */
final class LogSpectralDistance {
    private static final int FRAME = 256;
    private static final int HOP = FRAME / 2;
    private static final int LOWEST = 200 * Spectrum.POINTS / 8000;
    private static final int HIGHEST = 3600 * Spectrum.POINTS / 8000;
    private static final double FLOOR = 1e-5;

    private LogSpectralDistance() {}

    static double of(short[] sent, short[] heard, SpeechFrames speech) {
        Spectrum spectrum = new Spectrum(FRAME);
        double[] a = doubles(sent);
        double[] b = doubles(heard);
        double[] x = new double[Spectrum.BINS];
        double[] y = new double[Spectrum.BINS];
        double sum = 0;
        int frames = 0;
        for (int from = 0; from + FRAME <= sent.length; from += HOP) {
            if (speech.at(from + FRAME / 2)) {
                spectrum.power(a, from, x);
                spectrum.power(b, from, y);
                sum += distance(x, y);
                frames++;
            }
        }
        return sum / frames;
    }

    private static double distance(double[] x, double[] y) {
        double floor = 1;
        for (int bin = LOWEST; bin < HIGHEST; bin++) {
            floor = Math.max(floor, x[bin] * FLOOR);
        }
        double sum = 0;
        for (int bin = LOWEST; bin < HIGHEST; bin++) {
            double decibels = 10 * Math.log10(Math.max(x[bin], floor) / Math.max(y[bin], floor));
            sum += decibels * decibels;
        }
        return Math.sqrt(sum / (HIGHEST - LOWEST));
    }

    private static double[] doubles(short[] samples) {
        double[] doubles = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            doubles[i] = samples[i];
        }
        return doubles;
    }
}
