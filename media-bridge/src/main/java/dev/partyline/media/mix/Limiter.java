package dev.partyline.media.mix;

/**
 * Brings a sum of many voices into 16 bits without wrapping and without a hard edge. State of one output.
 *
 * <p>A gain follows the peaks down within a millisecond and up again within some hundred; what is still above -3 dBFS
 * bends along a knee that approaches full scale and never reaches over it. With no peak above -3 dBFS the gain is one
 * and every sample passes bit by bit.
 */
public final class Limiter {
    /** -3 dBFS. */
    static final int THRESHOLD = 23197;

    private static final float ROOM = 32767 - THRESHOLD;
    private static final float UNITY_FROM = 0.9999f;

    private final float attack;
    private final float release;
    private final float peakDecay;

    private float peak;
    private float gain = 1;

    /** @param sampleRate samples a second */
    public Limiter(int sampleRate) {
        attack = smoothing(0.0005, sampleRate);
        release = smoothing(0.15, sampleRate);
        peakDecay = 1 - smoothing(0.05, sampleRate);
    }

    private static float smoothing(double seconds, int sampleRate) {
        return (float) -Math.expm1(-1 / (seconds * sampleRate));
    }

    /** Whether samples of this magnitude and less pass bit by bit, so that nobody has to ask for each of them. */
    boolean passes(int magnitude) {
        return gain == 1 && peak <= THRESHOLD && magnitude <= THRESHOLD;
    }

    public short limit(int sample) {
        float magnitude = Math.abs((float) sample);
        if (gain == 1 && peak <= THRESHOLD && magnitude <= THRESHOLD) {
            peak = Math.max(peak * peakDecay, magnitude);
            return (short) sample;
        }
        peak = Math.max(peak * peakDecay, magnitude);
        float wanted = peak <= THRESHOLD ? 1 : THRESHOLD / peak;
        gain += (wanted - gain) * (wanted < gain ? attack : release);
        if (wanted == 1 && gain > UNITY_FROM) {
            gain = 1;
        }
        float limited = magnitude * gain;
        if (limited > THRESHOLD) {
            float over = (limited - THRESHOLD) / ROOM;
            limited = THRESHOLD + ROOM * over / (1 + over);
        }
        int rounded = Math.min(32767, Math.round(limited));
        return (short) (sample < 0 ? -rounded : rounded);
    }

    /** For an output that begins anew. */
    public void reset() {
        peak = 0;
        gain = 1;
    }

    /** Goes on where another output is: whoever changes between two mixes of one room hears no step in the gain. */
    public void continueFrom(Limiter other) {
        peak = other.peak;
        gain = other.gain;
    }
}
