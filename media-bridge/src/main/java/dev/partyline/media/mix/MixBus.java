package dev.partyline.media.mix;

import java.util.Arrays;

/** One tick of one rate: summed once in 32 bits, then each output takes its own part out again, to the bit. */
public final class MixBus {
    private final int[] sum;
    private int contributions;

    /** @param frameSamples samples of a frame: 160 at 8 kHz, 960 at 48 kHz */
    public MixBus(int frameSamples) {
        sum = new int[frameSamples];
    }

    public void clear() {
        Arrays.fill(sum, 0);
        contributions = 0;
    }

    /** Adds a frame. 65,000 legs at full scale fit. */
    public void add(short[] frame) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += frame[i];
        }
        contributions++;
    }

    /** Adds the sums of a bus of the same rate, as one contribution. */
    void add(int[] sums) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += sums[i];
        }
        contributions++;
    }

    /** Adds what is on another bus of the same rate, and counts who contributed there. */
    public void add(MixBus other) {
        if (other.contributions > 0) {
            add(other.sum);
            contributions += other.contributions - 1;
        }
    }

    /** The sum of this tick, before any limiter; not to be changed. */
    int[] sum() {
        return sum;
    }

    /** Frames added since the last clear. */
    public int contributions() {
        return contributions;
    }

    /**
     * What one output hears.
     *
     * @param ownOrNull the frame it added itself, or null where it added none
     * @param limiter the output's own
     */
    public void mixMinus(short @org.jspecify.annotations.Nullable [] ownOrNull, Limiter limiter, short[] out) {
        if (ownOrNull == null) {
            for (int i = 0; i < sum.length; i++) {
                out[i] = limiter.limit(sum[i]);
            }
        } else {
            for (int i = 0; i < sum.length; i++) {
                out[i] = limiter.limit(sum[i] - ownOrNull[i]);
            }
        }
    }
}
