package dev.partyline.media.mix;

/**
 * How loud a line is when nobody speaks on it, learnt frame by frame: fast downwards, for a pause tells what the line
 * is like, and slowly upwards, for speech tells nothing. What goes on at one level without the sway of speech is noise,
 * and is learnt five times as fast; but what does not sway at all is a tone, and somebody meant it.
 */
final class NoiseFloor {
    /** Below this a line's noise changes nothing. */
    static final double LEAST_DBOV = LevelMeter.QUIET_DBOV - LevelMeter.ABOVE_NOISE_DB;
    /** However loud the line, speech at -40 dBov counts. */
    static final double GREATEST_DBOV = -40 - LevelMeter.ABOVE_NOISE_DB;

    private static final double RISE_DB_A_FRAME = 0.02;
    private static final double RISE_OF_NOISE_DB_A_FRAME = 0.1;
    private static final double FALL_SHARE = 0.2;

    // Frames of 20 ms of white noise sway by 0.4 dB in the mean, those of a room by 1 to 2, those of speech by 6.
    private static final double SWAY_OF_NOISE_DB = 2.5;
    private static final double SWAY_OF_A_TONE_DB = 0.15;
    private static final int FRAMES_OF_A_TONE = 15;
    private static final double MOST_SWAY_DB = 10;

    private double floorDbov = GREATEST_DBOV - LevelMeter.ABOVE_NOISE_DB;
    private double usualDbov = LevelMeter.SILENCE_DBOV;
    private double swayDb;
    private int framesAlike;

    /** @param exact whether the level is measured, and not rounded to whole dB, all of which are alike */
    void learn(double dbov, boolean exact) {
        double deviationDb = Math.min(Math.abs(dbov - usualDbov), MOST_SWAY_DB);
        usualDbov = deviationDb == MOST_SWAY_DB ? dbov : usualDbov + 0.1 * (dbov - usualDbov);
        swayDb += 0.04 * (deviationDb - swayDb);
        framesAlike = exact && deviationDb < SWAY_OF_A_TONE_DB ? framesAlike + 1 : 0;
        if (dbov < floorDbov) {
            floorDbov = Math.max(floorDbov + (dbov - floorDbov) * FALL_SHARE, LEAST_DBOV);
        } else if (!tone()) {
            double rise = steady() ? RISE_OF_NOISE_DB_A_FRAME : RISE_DB_A_FRAME;
            floorDbov = Math.max(floorDbov, Math.min(Math.min(floorDbov + rise, GREATEST_DBOV), dbov));
        }
    }

    double dbov() {
        return floorDbov;
    }

    /** Whether the level goes on without the sway of speech: noise, a tone, or the music of an organ. */
    boolean steady() {
        return swayDb < SWAY_OF_NOISE_DB;
    }

    /** Whether it has not swayed at all for a third of a second. */
    boolean tone() {
        return framesAlike >= FRAMES_OF_A_TONE;
    }
}
