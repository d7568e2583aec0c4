package dev.partyline.media.codec;

import java.util.Arrays;

/**
 * One band of G.722 as encoder and decoder know it alike: how large the quantiser's steps are, and what the next sample
 * will be by two poles and six zeros (ITU-T G.722 sections 3.6 and 6.2). All of it follows from the bits that go over
 * the line, in integers, so both ends stay in step to the bit.
 */
final class SubBand {
    private static final int ZEROS = 6;
    private static final int LARGEST_A2 = 12_288;
    private static final int A1_AND_A2 = 15_360;
    // A 64th, and a sixteenth of an octave.
    private static final int NEAR_COEFFICIENT = 256;
    private static final int NEAR_SCALE = 128;

    private final int[] b = new int[ZEROS];
    private final int[] d = new int[ZEROS];
    private int a1;
    private int a2;
    private int p1;
    private int p2;
    private int r1;
    private int r2;
    private int zeros;
    private int scale;
    private int step;
    private int prediction;

    private final int firstStep;
    private final int largestScale;
    private final int exponent;

    private SubBand(int firstStep, int largestScale, int exponent) {
        this.firstStep = firstStep;
        this.largestScale = largestScale;
        this.exponent = exponent;
        step = firstStep;
    }

    static SubBand lower() {
        return new SubBand(32, 18_432, 8);
    }

    static SubBand upper() {
        return new SubBand(8, 22_528, 10);
    }

    void reset() {
        Arrays.fill(b, 0);
        Arrays.fill(d, 0);
        a1 = 0;
        a2 = 0;
        p1 = 0;
        p2 = 0;
        r1 = 0;
        r2 = 0;
        zeros = 0;
        scale = 0;
        prediction = 0;
        step = firstStep;
    }

    void copyFrom(SubBand other) {
        System.arraycopy(other.b, 0, b, 0, ZEROS);
        System.arraycopy(other.d, 0, d, 0, ZEROS);
        a1 = other.a1;
        a2 = other.a2;
        p1 = other.p1;
        p2 = other.p2;
        r1 = other.r1;
        r2 = other.r2;
        zeros = other.zeros;
        scale = other.scale;
        step = other.step;
        prediction = other.prediction;
    }

    /** Whether what both are told from now on would sound alike: what they forget, but for what rounding lets stand. */
    boolean isNear(SubBand other) {
        boolean near = isNear(a1, other.a1) && isNear(a2, other.a2) && Math.abs(scale - other.scale) <= NEAR_SCALE;
        for (int i = 0; i < ZEROS; i++) {
            near &= isNear(b[i], other.b[i]);
        }
        return near && Math.abs(prediction - other.prediction) <= Math.max(step, other.step);
    }

    private static boolean isNear(int coefficient, int another) {
        return Math.abs(coefficient - another) <= NEAR_COEFFICIENT;
    }

    /** What the next sample is thought to be. */
    int prediction() {
        return prediction;
    }

    /** The quantiser's scale for the next sample. */
    int step() {
        return step;
    }

    /**
     * The sample has been told: both ends learn from it.
     *
     * @param difference from the prediction, as quantised
     * @param louder by how much the logarithm of the scale grows (blocks LOGSCL and LOGSCH)
     */
    void learn(int difference, int louder) {
        scale = Math.clamp(((scale * 127) >> 7) + louder, 0, largestScale);
        int shift = exponent - (scale >> 11);
        int fraction = G722Tables.SCALE[(scale >> 6) & 31];
        step = (shift < 0 ? fraction << -shift : fraction >> shift) << 2;
        adapt(difference);
        predict();
    }

    /** Blocks PARREC, RECONS, UPPOL2, UPPOL1, UPZERO and DELAYA. */
    private void adapt(int difference) {
        int reconstructed = saturated(prediction + difference);
        int partial = saturated(zeros + difference);
        boolean likeLast = (partial < 0) == (p1 < 0);
        boolean likeLastButOne = (partial < 0) == (p2 < 0);

        int four = saturated(a1 << 2);
        int turn = likeLast ? Math.min(-four, 32_767) : four;
        int second = (likeLastButOne ? 128 : -128) + (turn >> 7) + ((a2 * 32_512) >> 15);
        a2 = Math.clamp(second, -LARGEST_A2, LARGEST_A2);

        int first = saturated((likeLast ? 192 : -192) + ((a1 * 32_640) >> 15));
        int largest = saturated(A1_AND_A2 - a2);
        a1 = Math.clamp(first, -largest, largest);

        int gain = difference == 0 ? 0 : 128;
        for (int i = 0; i < ZEROS; i++) {
            boolean alike = (d[i] < 0) == (difference < 0);
            b[i] = saturated((alike ? gain : -gain) + ((b[i] * 32_640) >> 15));
        }
        System.arraycopy(d, 0, d, 1, ZEROS - 1);
        d[0] = difference;
        p2 = p1;
        p1 = partial;
        r2 = r1;
        r1 = reconstructed;
    }

    /** Blocks FILTEP, FILTEZ and PREDIC. */
    private void predict() {
        int poles = saturated(((a1 * saturated(2 * r1)) >> 15) + ((a2 * saturated(2 * r2)) >> 15));
        int sum = 0;
        for (int i = ZEROS - 1; i >= 0; i--) {
            sum += (b[i] * saturated(2 * d[i])) >> 15;
        }
        zeros = saturated(sum);
        prediction = saturated(poles + zeros);
    }

    static int saturated(int value) {
        return Math.min(Math.max(value, Short.MIN_VALUE), Short.MAX_VALUE);
    }
}
