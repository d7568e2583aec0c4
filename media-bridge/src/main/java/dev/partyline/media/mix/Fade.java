package dev.partyline.media.mix;

/** Joins what does not follow from what came before: nothing begins, ends or changes with a click. */
public final class Fade {
    /** 10 ms at 8 kHz: the step becomes a sway below what a telephone carries. */
    static final int SAMPLES = 80;

    private Fade() {}

    /** Leans the beginning of the frame towards the sample before it, so that there is no step between the two. */
    public static void join(int before, short[] frame) {
        int step = before - frame[0];
        for (int i = 0; i < SAMPLES; i++) {
            frame[i] = (short) Math.clamp(frame[i] + (long) step * (SAMPLES - i) / SAMPLES, -32768, 32767);
        }
    }
}
