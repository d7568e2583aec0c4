package dev.partyline.media.mix;

/** Joins what does not follow from what came before: nothing begins, ends or changes with a click. */
public final class Fade {
    private Fade() {}

    /**
     * Leans the first half of the frame towards the sample before it, so that there is no step between the two. Of a
     * frame of 20 ms that is 10 ms: the step becomes a sway below what a telephone carries.
     */
    public static void join(int before, short[] frame) {
        int samples = frame.length / 2;
        int step = before - frame[0];
        for (int i = 0; i < samples; i++) {
            frame[i] = (short) Math.clamp(frame[i] + (long) step * (samples - i) / samples, -32768, 32767);
        }
    }

    /** Goes over from one frame to another in the course of it, which is left in {@code to}. */
    public static void cross(short[] from, short[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = (short) (from[i] + (to[i] - from[i]) * i / to.length);
        }
    }

    /** Splits a frame in two that add up to it: one fades out in the course of it, the other in. */
    public static void split(short[] frame, short[] fadingOut, short[] fadingIn) {
        for (int i = 0; i < frame.length; i++) {
            fadingIn[i] = (short) (frame[i] * i / frame.length);
            fadingOut[i] = (short) (frame[i] - fadingIn[i]);
        }
    }
}
