package dev.partyline.media.playout;

import java.util.Arrays;

/**
 * How late packets come: the distribution of arrival time less timestamp, in samples, in bins of 10 ms. Old packets
 * fade with a time constant of 2 seconds of audio, so a burst is forgotten after 7 at the 97th percentile.
 */
final class ArrivalHistogram {
    private static final int BINS = 64;
    private static final int HOME = 8;
    private static final int MEMORY_SECONDS = 2;
    private static final float FLOOR_SHARE = 0.05f;
    private static final float LATE_SHARE = 0.03f;

    private final int binSamples;
    private final float memorySamples;
    private final float[] share = new float[BINS];
    private long origin;
    private int floorBin = HOME;
    private int quantileBin = HOME;

    ArrivalHistogram(int sampleRate) {
        binSamples = sampleRate / 100;
        memorySamples = MEMORY_SECONDS * sampleRate;
    }

    /** Nothing is known but the first packet; that a tenth comes later is assumed, and soon forgotten if untrue. */
    void restart(long lateness, int spreadSamples) {
        Arrays.fill(share, 0);
        origin = lateness - (long) HOME * binSamples;
        share[HOME] += 0.9f;
        share[HOME + Math.ceilDiv(spreadSamples, binSamples)] += 0.1f;
        findQuantiles();
    }

    /** The far end's clock leapt: the same distribution, now around this lateness. */
    void rebase(long lateness) {
        origin = lateness - (long) floorBin * binSamples;
    }

    void add(long lateness, int samples) {
        long bin = Math.ceilDiv(lateness - origin, binSamples);
        if (bin < 0) {
            shift(HOME - bin);
            bin = HOME;
        }
        float weight = samples / memorySamples;
        for (int i = 0; i < BINS; i++) {
            share[i] *= 1 - weight;
        }
        share[(int) Math.min(bin, BINS - 1)] += weight;
        findQuantiles();
        if (floorBin > 3 * HOME) {
            shift(HOME - floorBin);
            findQuantiles();
        }
    }

    /** Moves everything up by so many bins, or down; what leaves at an end is kept in the last bin there. */
    private void shift(long bins) {
        origin -= bins * binSamples;
        if (bins > 0) {
            int up = (int) Math.min(bins, BINS - 1);
            float top = 0;
            for (int i = BINS - up; i < BINS; i++) {
                top += share[i];
            }
            System.arraycopy(share, 0, share, up, BINS - up);
            Arrays.fill(share, 0, up, 0);
            share[BINS - 1] += top;
        } else {
            int down = (int) -bins;
            for (int i = 0; i < down; i++) {
                share[down] += share[i];
            }
            System.arraycopy(share, down, share, 0, BINS - down);
            Arrays.fill(share, BINS - down, BINS, 0);
        }
    }

    private void findQuantiles() {
        float below = share[0];
        floorBin = 0;
        while (below < FLOOR_SHARE && floorBin < BINS - 1) {
            below += share[++floorBin];
        }
        float above = share[BINS - 1];
        quantileBin = BINS - 1;
        while (above <= LATE_SHARE && quantileBin > floorBin) {
            above += share[--quantileBin];
        }
    }

    /** The lateness of the packets that come soonest: delay is counted from here. */
    long floor() {
        return origin + (long) floorBin * binSamples;
    }

    /** The lateness that 97 of 100 packets do not exceed. */
    long quantile() {
        return origin + (long) quantileBin * binSamples;
    }
}
