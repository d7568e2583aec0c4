package dev.partyline.media.mix;

/**
 * The active speech level of a line in the manner of ITU-T P.56, method B, over frames of 20 ms: the energy of what was
 * said, over the time in which it was said. Which time that is follows from the level itself: of thresholds 6 dB apart
 * the one counts that lies {@value #MARGIN_DB} dB below the level that it gives, and the gaps of a word are part of it.
 *
 * <p>Other than P.56 it forgets: what was said {@value #MEMORY_FRAMES} frames of speech ago has 37 % of its weight.
 */
final class SpeechLevel {
    static final double MARGIN_DB = 15.9;
    static final int MEMORY_FRAMES = 250;

    private static final int LOWEST_DBOV = -66;
    private static final int STEP_DB = 6;
    private static final int THRESHOLDS = 10;
    private static final int HANG_OVER_FRAMES = 10;
    private static final double KEPT = Math.exp(-1.0 / MEMORY_FRAMES);

    private final double[] activeFrames = new double[THRESHOLDS];
    private final int[] hangOvers = new int[THRESHOLDS];
    private double energy;

    /**
     * Takes a frame of somebody who is speaking, and those between his words.
     *
     * @param power its mean square, of full scale
     * @param dbov the same as a level
     */
    void hear(double power, int dbov) {
        energy = energy * KEPT + power;
        for (int i = 0; i < THRESHOLDS; i++) {
            activeFrames[i] *= KEPT;
            if (dbov >= threshold(i)) {
                hangOvers[i] = HANG_OVER_FRAMES;
                activeFrames[i]++;
            } else if (hangOvers[i] > 0) {
                hangOvers[i]--;
                activeFrames[i]++;
            }
        }
    }

    private static int threshold(int index) {
        return LOWEST_DBOV + index * STEP_DB;
    }

    /** The level of what was said so far, {@link LevelMeter#SILENCE_DBOV} where nothing was. */
    double dbov() {
        double levelBefore = 0;
        double marginBefore = 0;
        for (int i = 0; i < THRESHOLDS; i++) {
            if (activeFrames[i] == 0) {
                return i == 0 ? LevelMeter.SILENCE_DBOV : levelBefore;
            }
            double level = 10 * Math.log10(energy / activeFrames[i]);
            double margin = level - threshold(i);
            if (margin <= MARGIN_DB) {
                double share = i == 0 ? 0 : (marginBefore - MARGIN_DB) / (marginBefore - margin);
                return i == 0 ? level : levelBefore + share * (level - levelBefore);
            }
            levelBefore = level;
            marginBefore = margin;
        }
        return levelBefore;
    }
}
