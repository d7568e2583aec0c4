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
        if (limiter.passes(ownOrNull == null ? copy(out) : subtract(ownOrNull, out))) {
            return;
        }
        for (int i = 0; i < sum.length; i++) {
            out[i] = limiter.limit(ownOrNull == null ? sum[i] : sum[i] - ownOrNull[i]);
        }
    }

    /** @return the greatest magnitude; where it needs more than 16 bits, what is in {@code out} means nothing */
    private int copy(short[] out) {
        int peak = 0;
        for (int i = 0; i < sum.length; i++) {
            out[i] = (short) sum[i];
            peak = Math.max(peak, Math.abs(sum[i]));
        }
        return peak;
    }

    /** The same, without what an output added itself. */
    private int subtract(short[] own, short[] out) {
        int peak = 0;
        for (int i = 0; i < sum.length; i++) {
            int others = sum[i] - own[i];
            out[i] = (short) others;
            peak = Math.max(peak, Math.abs(others));
        }
        return peak;
    }
}
