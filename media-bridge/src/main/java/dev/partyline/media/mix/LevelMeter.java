package dev.partyline.media.mix;

/**
 * The level of a leg, frame by frame, and whether someone speaks.
 *
 * <p>Levels are dBov as in RFC 6464: 0 is a full-scale square wave, a full-scale sine is -3, and -127 is silence.
 * Speaking begins with the very first frame that stands out, so no word's beginning is cut, and ends after
 * {@value #HANG_OVER_FRAMES} frames that do not. Standing out means above {@value #QUIET_DBOV} dBov and
 * {@value #ABOVE_NOISE_DB} dB over the noise of the line, which is followed slowly upwards and fast downwards.
 */
public final class LevelMeter {
    public static final int SILENCE_DBOV = -127;

    static final int QUIET_DBOV = -55;
    static final int ABOVE_NOISE_DB = 9;
    static final int HANG_OVER_FRAMES = 25;

    // However loud the line, speech at this level counts.
    private static final double LOUDEST_NOISE_DBOV = -40;
    // Below this the line's noise changes nothing; to rise from digital silence would take minutes.
    private static final double LEAST_NOISE_DBOV = QUIET_DBOV - ABOVE_NOISE_DB;
    private static final double RISE_DB_A_FRAME = 0.02;
    private static final double FALL_SHARE = 0.2;

    private int levelDbov = SILENCE_DBOV;
    private double noiseDbov = LOUDEST_NOISE_DBOV - 2 * ABOVE_NOISE_DB;
    private int hangOver;

    /** Measures one frame of 20 ms. */
    public int measure(short[] frame) {
        measured(levelDbov(frame));
        return levelDbov;
    }

    /** The same for a frame whose level its sender has measured (RFC 6464), -127 to 0. */
    public void measured(int dbov) {
        levelDbov = dbov;
        if (levelDbov > noiseDbov) {
            noiseDbov = Math.min(noiseDbov + RISE_DB_A_FRAME, LOUDEST_NOISE_DBOV - ABOVE_NOISE_DB);
        } else {
            noiseDbov = Math.max(noiseDbov + (levelDbov - noiseDbov) * FALL_SHARE, LEAST_NOISE_DBOV);
        }
        if (levelDbov >= Math.max(QUIET_DBOV, noiseDbov + ABOVE_NOISE_DB)) {
            hangOver = HANG_OVER_FRAMES;
        } else if (hangOver > 0) {
            hangOver--;
        }
    }

    /** A frame without any sound. */
    public void silence() {
        levelDbov = SILENCE_DBOV;
        if (hangOver > 0) {
            hangOver--;
        }
    }

    public int levelDbov() {
        return levelDbov;
    }

    public boolean speaking() {
        return hangOver > 0;
    }

    /** Level of a frame in dBov, rounded, -127 to 0. */
    public static int levelDbov(short[] frame) {
        long energy = 0;
        for (short sample : frame) {
            energy += sample * sample;
        }
        if (energy == 0) {
            return SILENCE_DBOV;
        }
        double meanSquare = (double) energy / frame.length / (32768.0 * 32768.0);
        return Math.clamp(Math.round(10 * Math.log10(meanSquare)), SILENCE_DBOV, 0);
    }
}
