package dev.partyline.media.quality;

import java.util.Arrays;

/**
 * Lays what was heard upon what was sent, chunk by chunk: an adaptive delay moves between the words, and that is no
 * fault of theirs. Each 200 ms are looked for by normalised cross-correlation of the 400 ms around them, within
 * {@value #WANDER} samples of the delay of the whole; a chunk in which little is said, or that is not found, stays at
 * the delay of the one before it.
 */
final class ChunkAlignment {
    private static final int CHUNK = 1600;
    private static final int MARGIN = 800;
    private static final int WANDER = 960;
    private static final int COARSE = 8;
    // Enough samples to know a chunk by, in a quarter of the time.
    private static final int STRIDE = 4;
    private static final double FOUND = 0.5;

    private final short[] sent;
    private final short[] heard;
    private final short[] aligned;
    private final int[] delays;

    /** @param longest the greatest delay that is looked for, in samples */
    ChunkAlignment(short[] sent, short[] heard, int longest) {
        this.sent = sent;
        this.heard = heard;
        int whole = whole(longest);
        double speech = energy(sent, 0, sent.length) / sent.length;
        delays = new int[Math.ceilDiv(sent.length, CHUNK)];
        aligned = new short[sent.length];
        int delay = whole;
        for (int chunk = 0; chunk < delays.length; chunk++) {
            int from = chunk * CHUNK;
            int to = Math.min(sent.length, from + CHUNK);
            int left = Math.max(0, from - MARGIN);
            int right = Math.min(sent.length, to + MARGIN);
            if (energy(sent, left, right) / (right - left) > speech / 20) {
                delay = found(left, right, whole, delay);
            }
            delays[chunk] = delay;
            for (int i = from; i < to; i++) {
                aligned[i] = at(i + delay);
            }
        }
    }

    /** What was heard, each chunk where it was sent. */
    short[] aligned() {
        return aligned;
    }

    /** The delay of half of the chunks or more, in samples. */
    int medianDelay() {
        int[] sorted = delays.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private short at(int sample) {
        return sample >= 0 && sample < heard.length ? heard[sample] : 0;
    }

    /** By the envelopes of 1 ms, for the fine structure of a voice moves when the delay does. */
    private int whole(int longest) {
        double[] x = envelope(sent);
        double[] y = envelope(heard);
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int delay = 0; delay <= longest / COARSE; delay++) {
            double product = 0;
            double energy = 1;
            for (int i = 0; i < x.length && i + delay < y.length; i++) {
                product += x[i] * y[i + delay];
                energy += y[i + delay] * y[i + delay];
            }
            if (product / Math.sqrt(energy) > most) {
                most = product / Math.sqrt(energy);
                best = delay * COARSE;
            }
        }
        return best;
    }

    private static double[] envelope(short[] samples) {
        double[] envelope = new double[samples.length / COARSE];
        double mean = 0;
        for (int i = 0; i < envelope.length; i++) {
            envelope[i] = Math.sqrt(energy(samples, i * COARSE, (i + 1) * COARSE));
            mean += envelope[i] / envelope.length;
        }
        for (int i = 0; i < envelope.length; i++) {
            envelope[i] -= mean;
        }
        return envelope;
    }

    private int found(int left, int right, int whole, int before) {
        double sentEnergy = 1;
        for (int i = left; i < right; i += STRIDE) {
            sentEnergy += sent[i] * sent[i];
        }
        int best = before;
        double most = FOUND;
        for (int delay = whole - WANDER; delay <= whole + WANDER; delay++) {
            double product = 0;
            double energy = 1;
            for (int i = left; i < right; i += STRIDE) {
                int other = at(i + delay);
                product += sent[i] * other;
                energy += other * other;
            }
            double likeness = product / Math.sqrt(energy * sentEnergy);
            if (likeness > most) {
                most = likeness;
                best = delay;
            }
        }
        return best;
    }

    private static double energy(short[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum;
    }
}
