package dev.partyline.media.mix;

/** How loud one output is: a gain of its own, and a limiter that keeps what it raises from breaking. */
public final class Loudness {
    /** Either way. */
    public static final int MOST_DB = 24;

    private static final int FRACTION_BITS = 12;
    private static final int UNITY = 1 << FRACTION_BITS;

    private final Limiter limiter;
    private int factor = UNITY;

    /** @param sampleRate samples a second */
    public Loudness(int sampleRate) {
        limiter = new Limiter(sampleRate);
    }

    /** @param decibels from -{@value #MOST_DB} to {@value #MOST_DB}; 0 changes nothing */
    public void set(int decibels) {
        if (Math.abs(decibels) > MOST_DB) {
            throw new IllegalArgumentException("a volume is within " + MOST_DB + " dB either way");
        }
        factor = (int) Math.round(UNITY * Math.pow(10, decibels / 20.0));
        limiter.reset();
    }

    /** Whether {@link #apply} changes anything. */
    public boolean isPlain() {
        return factor == UNITY;
    }

    public void apply(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = limiter.limit((frame[i] * factor) >> FRACTION_BITS);
        }
    }
}
