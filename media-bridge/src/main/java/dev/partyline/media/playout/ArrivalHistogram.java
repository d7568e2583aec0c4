package dev.partyline.media.playout;

import java.util.Arrays;

/**
 * How late packets come: the distribution of arrival time less timestamp, in samples, in bins of 10 ms. Old packets
 * fade with a time constant of 2 seconds of audio, so a burst is forgotten after 7 at the 97th percentile.
 *
 * <p>Instead of making what is old lighter with each packet, each packet is heavier than the one before it.
 */
final class ArrivalHistogram {
    private static final int BINS = 64;
    private static final int HOME = 8;
    private static final int MEMORY_SECONDS = 2;
    private static final float FLOOR_SHARE = 0.05f;
    private static final float LATE_SHARE = 0.03f;
    private static final float HEAVIEST = 1e6f;
    private static final float LIGHTEST_SHARE = 1e-6f;
    /** A packet like the ones before it moves no quantile at once; what fades is looked for so often. */
    private static final int PACKETS_ALIKE = 8;

    private final int binSamples;
    private final float memorySamples;
    private final float[] weights = new float[BINS];
    private float total = 1;
    private long origin;
    private int floorBin = HOME;
    private int quantileBin = HOME;
    private int alike;

    ArrivalHistogram(int sampleRate) {
        binSamples = sampleRate / 100;
        memorySamples = MEMORY_SECONDS * sampleRate;
    }

    /** Nothing is known but the first packet; that a tenth comes later is assumed, and soon forgotten if untrue. */
    void restart(long lateness, int spreadSamples) {
        Arrays.fill(weights, 0);
        total = 1;
        origin = lateness - (long) HOME * binSamples;
        weights[HOME] += 0.9f;
        weights[HOME + Math.ceilDiv(spreadSamples, binSamples)] += 0.1f;
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
            alike = PACKETS_ALIKE;
        }
        float share = samples / memorySamples;
        total /= 1 - share;
        weights[(int) Math.min(bin, BINS - 1)] += share * total;
        if (total > HEAVIEST) {
            weighAnew();
        }
        if (bin < floorBin || bin > quantileBin || ++alike >= PACKETS_ALIKE) {
            findQuantiles();
        }
        if (floorBin > 3 * HOME) {
            shift(HOME - floorBin);
            findQuantiles();
        }
    }

    private void weighAnew() {
        for (int i = 0; i < BINS; i++) {
            float share = weights[i] / total;
            weights[i] = share < LIGHTEST_SHARE ? 0 : share;
        }
        total = 1;
    }

    /** Moves everything up by so many bins, or down; what leaves at an end is kept in the last bin there. */
    private void shift(long bins) {
        origin -= bins * binSamples;
        if (bins > 0) {
            int up = (int) Math.min(bins, BINS - 1);
            float top = 0;
            for (int i = BINS - up; i < BINS; i++) {
                top += weights[i];
            }
            System.arraycopy(weights, 0, weights, up, BINS - up);
            Arrays.fill(weights, 0, up, 0);
            weights[BINS - 1] += top;
        } else {
            int down = (int) -bins;
            for (int i = 0; i < down; i++) {
                weights[down] += weights[i];
            }
            System.arraycopy(weights, down, weights, 0, BINS - down);
            Arrays.fill(weights, BINS - down, BINS, 0);
        }
    }

    private void findQuantiles() {
        alike = 0;
        float below = weights[0];
        floorBin = 0;
        while (below < FLOOR_SHARE * total && floorBin < BINS - 1) {
            below += weights[++floorBin];
        }
        float above = weights[BINS - 1];
        quantileBin = BINS - 1;
        while (above <= LATE_SHARE * total && quantileBin > floorBin) {
            above += weights[--quantileBin];
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
