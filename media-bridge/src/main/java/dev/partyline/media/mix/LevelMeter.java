package dev.partyline.media.mix;

import java.util.Arrays;

/**
 * The level of a leg, frame by frame, and whether someone speaks: the noise gate of a line.
 *
 * <p>Levels are dBov as in RFC 6464: 0 is a full-scale square wave, a full-scale sine is -3, and -127 is silence.
 * Speaking begins with the very first frame that stands out, or of which a quarter does, so no word's beginning is cut;
 * it ends {@value #HANG_OVER_FRAMES} frames after the last one that did. Standing out means above {@value #QUIET_DBOV}
 * dBov and {@value #ABOVE_NOISE_DB} dB over the noise of the line ({@link NoiseFloor}); once somebody speaks, a word's
 * end is part of it down to {@value #END_ABOVE_NOISE_DB} dB over the noise. A steady tone above {@value #QUIET_DBOV}
 * dBov stands out whatever has been learnt.
 */
public final class LevelMeter {
    public static final int SILENCE_DBOV = -127;

    static final int QUIET_DBOV = -60;
    static final int ABOVE_NOISE_DB = 9;
    static final int END_ABOVE_NOISE_DB = 6;
    static final int HANG_OVER_FRAMES = 25;
    static final int END_FRAMES = 10;

    // As long as a frame of 48 kHz.
    private static final short[] ZEROS = new short[960];
    private static final double FULL_SCALE = 32768.0 * 32768.0;
    // The beginning of a word in the last quarter of a frame, before it has the level of a whole one.
    private static final double QUARTER_ABOVE_FRAME_DB = 3;
    private static final double LOUDER_PART_DB = 6 - QUARTER_ABOVE_FRAME_DB;
    // A line that hums at 50 or 60 Hz is steady too: a tone has more crossings of zero in a frame than this.
    private static final int CROSSINGS_OF_HUM = 7;

    private final NoiseFloor noise = new NoiseFloor();
    private int levelDbov = SILENCE_DBOV;
    private double power;
    private int hangOver;
    private boolean standsOut;

    /** Measures one frame of 20 ms; a constant offset is no sound. */
    public int measure(short[] frame) {
        // Most phones of a large room send nothing else, and zeros are compared sooner than squared.
        power = Arrays.equals(frame, 0, frame.length, ZEROS, 0, frame.length) ? 0 : power(frame);
        if (power <= 0) {
            // Nothing is learnt from it: a phone that sends this when muted has the line it had.
            silence();
            return levelDbov;
        }
        double dbov = dbov(power);
        levelDbov = (int) Math.round(dbov);
        noise.learn(dbov, true);
        double least = leastDbov(noise.tone() && dbov >= QUIET_DBOV && !hums(frame));
        boolean mayBegin = hangOver == 0 && dbov < least && dbov + LOUDER_PART_DB >= least;
        listen(dbov, mayBegin ? onsetDbov(frame) : dbov, least);
        return levelDbov;
    }

    private static double power(short[] frame) {
        int sum = 0;
        long energy = 0;
        for (short sample : frame) {
            sum += sample;
            energy += sample * sample;
        }
        return (energy - (double) sum * sum / frame.length) / (frame.length * FULL_SCALE);
    }

    /** Of the loudest quarter of a frame, which is up to 6 dB louder than all of it. */
    private static double onsetDbov(short[] frame) {
        int quarter = frame.length / 4;
        double loudest = 0;
        for (int from = 0; from < frame.length; from += quarter) {
            long sum = 0;
            long energy = 0;
            for (int i = from; i < from + quarter; i++) {
                sum += frame[i];
                energy += frame[i] * frame[i];
            }
            loudest = Math.max(loudest, energy - (double) sum * sum / quarter);
        }
        return dbov(loudest / (quarter * FULL_SCALE)) - QUARTER_ABOVE_FRAME_DB;
    }

    /** The same for a frame whose level its sender has measured (RFC 6464), -127 to 0. */
    public void measured(int dbov) {
        levelDbov = dbov;
        noise.learn(dbov, false);
        listen(dbov, dbov, leastDbov(false));
    }

    private double leastDbov(boolean tone) {
        return tone ? QUIET_DBOV : Math.max(QUIET_DBOV, noise.dbov() + ABOVE_NOISE_DB);
    }

    private void listen(double dbov, double onset, double least) {
        standsOut = onset >= least;
        if (standsOut) {
            hangOver = HANG_OVER_FRAMES;
        } else if (hangOver > 0) {
            hangOver--;
            if (hangOver < END_FRAMES && dbov >= Math.max(QUIET_DBOV, noise.dbov() + END_ABOVE_NOISE_DB)) {
                hangOver = END_FRAMES;
            }
        }
    }

    /** A frame without any sound. */
    public void silence() {
        levelDbov = SILENCE_DBOV;
        power = 0;
        standsOut = false;
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

    /** After this frame, until the line is closed. */
    int framesLeft() {
        return hangOver - 1;
    }

    /** Whether this very frame stands out. */
    boolean standsOut() {
        return standsOut;
    }

    /** Whether the level has been swaying as that of speech does. */
    boolean sways() {
        return !noise.steady();
    }

    /** Mean square of the frame last measured, of full scale. */
    double power() {
        return power;
    }

    /** What the line is like when nobody speaks on it. */
    double noiseDbov() {
        return noise.dbov();
    }

    private static boolean hums(short[] frame) {
        int crossings = 0;
        for (int i = 1; i < frame.length; i++) {
            crossings += (frame[i - 1] ^ frame[i]) < 0 ? 1 : 0;
        }
        return crossings <= CROSSINGS_OF_HUM;
    }

    private static double dbov(double power) {
        return power <= 0 ? SILENCE_DBOV : Math.clamp(10 * Math.log10(power), SILENCE_DBOV, 0);
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
        double meanSquare = (double) energy / frame.length / FULL_SCALE;
        return Math.clamp(Math.round(10 * Math.log10(meanSquare)), SILENCE_DBOV, 0);
    }
}
