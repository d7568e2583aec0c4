package dev.partyline.media.mix;

/**
 * Closes a line over {@value #FRAMES} frames and opens it within one millisecond: the noise behind a voice fades away
 * when nobody has spoken for a while, and is not cut off, and the first sound of a word is whole.
 */
public final class SoftEnd {
    static final int FRAMES = 5;

    private static final int SHARE_OF_AN_OPENING = 20;
    private static final int UNITY = 1 << 14;

    private int gain = UNITY;

    /** @param meter has measured the frame, and hears somebody speak */
    public void apply(LevelMeter meter, short[] frame) {
        int to = UNITY * Math.min(FRAMES, meter.framesLeft()) / FRAMES;
        if (to == UNITY && gain == UNITY) {
            return;
        }
        int ramp = to > gain ? frame.length / SHARE_OF_AN_OPENING : frame.length;
        for (int i = 0; i < frame.length; i++) {
            int now = i < ramp ? gain + (to - gain) * (i + 1) / ramp : to;
            frame[i] = (short) (frame[i] * now / UNITY);
        }
        gain = to;
    }

    /** The line is closed: it opens as a whole. */
    public void rest() {
        gain = UNITY;
    }
}
