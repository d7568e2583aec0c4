package dev.partyline.media.mix;

/**
 * Takes a constant offset out of a line's signal: a high-pass of the first order at {@value #CUT_OFF_HERTZ} Hz, which
 * cannot ring. It takes 0.2 dB at 100 Hz and less than 0.02 at 300.
 *
 * <p>Whoever is not heard is not filtered. When he is heard again it begins settled, with the mean of the first frame.
 */
public final class DcFilter {
    static final int CUT_OFF_HERTZ = 20;

    // A hundredth of the least step that a sample can take.
    private static final float NOTHING = 0.01f;

    private final float share;
    private float offset;
    private boolean running;

    /** @param sampleRate samples a second */
    public DcFilter(int sampleRate) {
        share = (float) -Math.expm1(-2 * Math.PI * CUT_OFF_HERTZ / sampleRate);
    }

    public void filter(short[] frame) {
        if (!running) {
            running = true;
            offset = mean(frame);
        }
        float followed = offset;
        for (int i = 0; i < frame.length; i++) {
            followed += share * (frame[i] - followed);
            frame[i] = (short) Math.clamp(Math.round(frame[i] - followed), -32768, 32767);
        }
        // Else it would go on halving in silence, where a processor is slow at last.
        offset = Math.abs(followed) < NOTHING ? 0 : followed;
    }

    private static float mean(short[] frame) {
        int sum = 0;
        for (short sample : frame) {
            sum += sample;
        }
        return (float) sum / frame.length;
    }

    /** A frame that nobody hears has gone by. */
    public void rest() {
        running = false;
    }
}
