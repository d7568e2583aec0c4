package dev.partyline.media.mix;

/**
 * Brings a line's speech to the loudness that all have in common, slowly and within bounds: {@value #TARGET_DBOV} dBov
 * of active speech (ITU-T P.56), the level at which telephone networks are planned and tested.
 *
 * <p>It learns and moves in frames of speech alone, so neither a pause nor noise nor a tone changes anything; it lifts
 * nobody so far that the noise of his line would come above {@value #NOISE_CEILING_DBOV} dBov; and what is less than
 * {@value #TOLERANCE_DB} dB away from the common loudness is left alone. It goes from gain to gain in the course of a
 * frame. Where a lifted voice would leave the scale, it is lifted less from that frame on.
 */
public final class AutomaticGain {
    static final int TARGET_DBOV = -26;
    static final int MOST_LIFT_DB = 15;
    static final int MOST_CUT_DB = 15;
    static final int NOISE_CEILING_DBOV = -46;
    static final int TOLERANCE_DB = 2;

    // 6 dB up and 12 dB down in a second of speech.
    private static final double LIFT_DB_A_FRAME = 0.12;
    private static final double CUT_DB_A_FRAME = 0.24;
    private static final double REACHED_DB = 0.25;
    // Half a second of speech says something about the speaker.
    private static final int FIRST_FRAMES = 25;
    private static final int FRAMES_A_JUDGEMENT = 5;
    // -1 dBFS
    private static final int LOUDEST_SAMPLE = 29_204;
    private static final int SHARE_OF_A_QUICK_CUT = 8;

    // Gains have 20 bits behind the point, and 12 when they meet a sample, so that a product has 31.
    private static final int UNITY = 1 << 20;
    private static final int PRODUCT_BITS = 12;
    private static final int COARSER_BITS = 20 - PRODUCT_BITS;
    private static final int HALF = 1 << (PRODUCT_BITS - 1);

    private final SpeechLevel speech = new SpeechLevel();
    private int speechFrames;
    private double wantedDb;
    private double gainDb;
    private boolean moving;
    private int gain = UNITY;
    private int gainBefore = UNITY;

    /** Learns from a frame as it came, which {@code meter} has just measured, of somebody who is heard. */
    public void hear(LevelMeter meter) {
        if (!meter.sways()) {
            return;
        }
        speech.hear(meter.power(), meter.levelDbov());
        if (!meter.standsOut()) {
            return;
        }
        speechFrames++;
        if (speechFrames >= FIRST_FRAMES && speechFrames % FRAMES_A_JUDGEMENT == 0) {
            double mostDb = Math.clamp(NOISE_CEILING_DBOV - meter.noiseDbov(), 0, MOST_LIFT_DB);
            wantedDb = Math.clamp(TARGET_DBOV - speech.dbov(), -MOST_CUT_DB, mostDb);
        }
        double awayDb = wantedDb - gainDb;
        moving = Math.abs(awayDb) > (moving ? REACHED_DB : TOLERANCE_DB);
        if (moving) {
            gainDb += Math.clamp(awayDb, -CUT_DB_A_FRAME, LIFT_DB_A_FRAME);
            gain = (int) Math.round(UNITY * Math.pow(10, gainDb / 20));
        }
    }

    /** Makes a frame as loud as it is to be heard. */
    public void apply(short[] frame) {
        if (gain == UNITY && gainBefore == UNITY) {
            return;
        }
        int ramp = frame.length;
        if (gain > UNITY) {
            int peak = peak(frame);
            if ((long) peak * gain > (long) LOUDEST_SAMPLE * UNITY) {
                gain = Math.max(UNITY, (int) ((long) LOUDEST_SAMPLE * UNITY / peak));
                gainDb = 20 * Math.log10((double) gain / UNITY);
                ramp = frame.length / SHARE_OF_A_QUICK_CUT;
            }
        }
        int step = (gain - gainBefore) / ramp;
        scale(frame, 0, ramp, gainBefore + step, step);
        scale(frame, ramp, frame.length, gain, 0);
        gainBefore = gain;
    }

    private static void scale(short[] frame, int from, int to, int first, int step) {
        for (int i = from; i < to; i++) {
            int scaled = (frame[i] * ((first + step * (i - from)) >> COARSER_BITS) + HALF) >> PRODUCT_BITS;
            frame[i] = (short) Math.min(32767, Math.max(-32768, scaled));
        }
    }

    private static int peak(short[] frame) {
        int peak = 0;
        for (short sample : frame) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    /** What is added to the level of the line, in dB. */
    public double gainDb() {
        return gainDb;
    }
}
