package dev.partyline.media.quality;

import java.util.BitSet;

/**
 * Short-time objective intelligibility: C. H. Taal, R. C. Hendriks, R. Heusdens, J. Jensen, "An Algorithm for
 * Intelligibility Prediction of Time-Frequency Weighted Noisy Speech", IEEE Transactions on Audio, Speech, and Language
 * Processing 19 (7), 2011. 1 is the very same; the two must be aligned.
 *
 * <p>At 10 kHz, frames of 256 samples, half overlapping, in 15 one-third octave bands from 150 Hz; the envelopes of
 * 384 ms are correlated band by band, after clipping at -15 dB signal to distortion. Frames more than 40 dB below the
 * loudest of what was sent are left out. The bands are those of the paper: with telephone speech the part of the
 * highest one (3.4 to 4.3 kHz) that lies above 4 kHz is empty on both sides, and what is below it counts.
 */
public final class Stoi {
    private static final int FRAME = 256;
    private static final int HOP = FRAME / 2;
    private static final int BANDS = 15;
    private static final double LOWEST_HERTZ = 150;
    private static final int SEGMENT = 30;
    private static final double CLIP = 1 + Math.pow(10, 15 / 20.0);
    private static final double RANGE = Math.pow(10, -40 / 10.0);

    private Stoi() {}

    /** Of samples at 8 kHz; NaN where there are fewer than 384 ms of speech. */
    public static double of(short[] sent, short[] heard) {
        if (sent.length != heard.length) {
            throw new IllegalArgumentException("what was heard is not aligned with what was sent");
        }
        double[] clean = TenKilohertz.of(sent);
        double[] degraded = TenKilohertz.of(heard);
        BitSet speech = speech(clean);
        double[][] x = envelopes(joined(clean, speech));
        double[][] y = envelopes(joined(degraded, speech));
        double sum = 0;
        int segments = 0;
        for (int end = SEGMENT; end <= x.length; end++) {
            for (int band = 0; band < BANDS; band++) {
                sum += likeness(x, y, band, end - SEGMENT);
                segments++;
            }
        }
        return segments == 0 ? Double.NaN : sum / segments;
    }

    private static BitSet speech(double[] clean) {
        double[] window = Spectrum.hann(FRAME);
        int frames = Math.max(0, (clean.length - FRAME) / HOP + 1);
        double[] energy = new double[frames];
        double loudest = 0;
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < FRAME; i++) {
                double sample = clean[frame * HOP + i] * window[i];
                energy[frame] += sample * sample;
            }
            loudest = Math.max(loudest, energy[frame]);
        }
        BitSet speech = new BitSet(frames);
        for (int frame = 0; frame < frames; frame++) {
            speech.set(frame, energy[frame] > loudest * RANGE);
        }
        return speech;
    }

    /** The speech frames one after the other, overlapping as they did. */
    private static double[] joined(double[] samples, BitSet speech) {
        double[] window = Spectrum.hann(FRAME);
        double[] joined = new double[(speech.cardinality() + 1) * HOP];
        int at = 0;
        for (int frame = speech.nextSetBit(0); frame >= 0; frame = speech.nextSetBit(frame + 1)) {
            for (int i = 0; i < FRAME; i++) {
                joined[at + i] += samples[frame * HOP + i] * window[i];
            }
            at += HOP;
        }
        return joined;
    }

    /** Amplitudes by frame and band. */
    private static double[][] envelopes(double[] samples) {
        int frames = Math.max(0, (samples.length - FRAME) / HOP + 1);
        Spectrum spectrum = new Spectrum(FRAME);
        double[] power = new double[Spectrum.BINS];
        double[][] envelopes = new double[frames][BANDS];
        for (int frame = 0; frame < frames; frame++) {
            spectrum.power(samples, frame * HOP, power);
            for (int band = 0; band < BANDS; band++) {
                double sum = 0;
                for (int bin = edge(2 * band - 1); bin < edge(2 * band + 1); bin++) {
                    sum += power[bin];
                }
                envelopes[frame][band] = Math.sqrt(sum);
            }
        }
        return envelopes;
    }

    private static int edge(int sixths) {
        return (int) Math.round(LOWEST_HERTZ * Math.pow(2, sixths / 6.0) * Spectrum.POINTS / 10_000);
    }

    /** The paper's equations 3 to 5 for one band of one segment. */
    private static double likeness(double[][] x, double[][] y, int band, int from) {
        double xx = 0;
        double yy = 0;
        for (int i = from; i < from + SEGMENT; i++) {
            xx += x[i][band] * x[i][band];
            yy += y[i][band] * y[i][band];
        }
        double scale = Math.sqrt(xx / (yy + 1e-12));
        double[] clipped = new double[SEGMENT];
        double xMean = 0;
        double yMean = 0;
        for (int i = 0; i < SEGMENT; i++) {
            clipped[i] = Math.min(y[from + i][band] * scale, x[from + i][band] * CLIP);
            xMean += x[from + i][band] / SEGMENT;
            yMean += clipped[i] / SEGMENT;
        }
        double product = 0;
        double xEnergy = 0;
        double yEnergy = 0;
        for (int i = 0; i < SEGMENT; i++) {
            double a = x[from + i][band] - xMean;
            double b = clipped[i] - yMean;
            product += a * b;
            xEnergy += a * a;
            yEnergy += b * b;
        }
        return product / Math.sqrt(xEnergy * yEnergy + 1e-12);
    }
}
