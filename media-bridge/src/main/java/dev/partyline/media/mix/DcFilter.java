package dev.partyline.media.mix;

/**
 * Takes a constant offset out of a line's signal: a high-pass of the first order at about {@value #CUT_OFF_HERTZ} Hz,
 * which cannot ring. It takes 0.2 dB at 100 Hz and less than 0.02 at 300.
 *
 * <p>Most lines have none, and pass bit by bit: what was coded once is coded again without another loss. An offset
 * over {@value #LEAST_OFFSET} (-60 dBov) is filtered until the line is not heard any more; when that one is heard
 * again, the filter begins settled, with the mean of the first frame.
 */
public final class DcFilter {
    static final int CUT_OFF_HERTZ = 20;

    static final int LEAST_OFFSET = 32;

    private static final int FRACTION_BITS = 14;
    private static final int FRAMES_OF_A_MEAN_BITS = 5;
    private static final int HALF = 1 << (FRACTION_BITS - 1);

    private final int shift;
    private int usualMean;
    private int offset;
    private boolean filtering;
    private boolean beginning = true;

    /** @param sampleRate samples a second */
    public DcFilter(int sampleRate) {
        // A 64th of the way at 8 kHz: whole shifts need no rounding of every sample.
        double share = -Math.expm1(-2 * Math.PI * CUT_OFF_HERTZ / sampleRate);
        shift = (int) Math.round(-Math.log(share) / Math.log(2)) + 1;
    }

    public void filter(short[] frame) {
        int mean = mean(frame);
        usualMean += (mean - usualMean) >> FRAMES_OF_A_MEAN_BITS;
        if (beginning) {
            filtering = false;
        }
        if (!filtering && Math.abs(usualMean) > LEAST_OFFSET << FRACTION_BITS) {
            filtering = true;
            // In the middle of a voice it begins without a step, else without a thump.
            offset = beginning ? mean : 0;
        }
        beginning = false;
        if (filtering) {
            highPass(frame);
        }
    }

    private void highPass(short[] frame) {
        int followed = offset;
        for (int i = 0; i < frame.length; i++) {
            // Half before and half after the sample: so it is flat to the end, as the bilinear transform has it.
            int half = ((frame[i] << FRACTION_BITS) - followed) >> shift;
            followed += half;
            int sample = frame[i] - ((followed + HALF) >> FRACTION_BITS);
            followed += half;
            frame[i] = (short) Math.min(32767, Math.max(-32768, sample));
        }
        offset = followed;
    }

    private static int mean(short[] frame) {
        int sum = 0;
        for (short sample : frame) {
            sum += sample;
        }
        return (int) (((long) sum << FRACTION_BITS) / frame.length);
    }

    /** A frame that nobody hears has gone by. */
    public void rest() {
        beginning = true;
    }
}
