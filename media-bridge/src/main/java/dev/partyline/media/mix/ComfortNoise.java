package dev.partyline.media.mix;

/** The quiet hiss of a line that lives: white noise at about -65 dBov, the same for the same seed. */
public final class ComfortNoise {
    public static final int LEVEL_DBOV = -65;

    // By level. Uniform over +-A has a root mean square of A / sqrt(3).
    private static final int[] AMPLITUDES = new int[128];

    static {
        for (int dbov = 0; dbov > -128; dbov--) {
            long amplitude = Math.round(32768 * Math.pow(10, dbov / 20.0) * Math.sqrt(3));
            AMPLITUDES[-dbov] = (int) Math.min(amplitude, 32767);
        }
    }

    private long state;

    /** @param seed of the leg, so that two legs do not hiss in step */
    public ComfortNoise(long seed) {
        state = (seed * 0x9E3779B97F4A7C15L) | 1;
    }

    public void fill(short[] out) {
        fill(out, LEVEL_DBOV);
    }

    /** @param dbov 0 to -127; uniform noise gets no louder than -5 */
    public void fill(short[] out, int dbov) {
        int amplitude = AMPLITUDES[-dbov];
        for (int i = 0; i < out.length; i++) {
            out[i] = next(amplitude);
        }
    }

    /**
     * Fills what is digital silence for {@code least} samples or more, where a listener would think the line dead; but
     * for as many at the beginning, which goes on from anything.
     */
    public void fillSilence(short[] samples, int least) {
        int from = least;
        for (int i = least; i <= samples.length; i++) {
            if (i == samples.length || samples[i] != 0) {
                for (int silent = from; i - from >= least && silent < i; silent++) {
                    samples[silent] = next(AMPLITUDES[-LEVEL_DBOV]);
                }
                from = i + 1;
            }
        }
    }

    private short next(int amplitude) {
        // Marsaglia's xorshift.
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        long upper = state >>> 32;
        return (short) (((upper * (2 * amplitude + 1)) >>> 32) - amplitude);
    }
}
