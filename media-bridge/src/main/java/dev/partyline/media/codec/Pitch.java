package dev.partyline.media.codec;

/** The period of voiced speech at 8 kHz, by normalised cross-correlation (ITU-T G.711 Appendix I, section I.2.1). */
public final class Pitch {
    /** 200 Hz. */
    public static final int MIN_LAG = 40;
    /** 66 Hz. */
    public static final int MAX_LAG = 120;

    private Pitch() {}

    /**
     * The lag at which the {@code window} samples before {@code end} look most like those that many samples earlier.
     * Reads {@code samples} from {@code end - window - maxLag} on.
     *
     * @param maxLag {@link #MIN_LAG} to {@link #MAX_LAG}
     */
    public static int lag(short[] samples, int end, int window, int maxLag) {
        int start = end - window;
        long energy = energy(samples, start - MIN_LAG, window);
        int best = MIN_LAG;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int lag = MIN_LAG; lag <= maxLag; lag++) {
            if (lag > MIN_LAG) {
                int entering = samples[start - lag];
                int leaving = samples[start - lag + window];
                energy += entering * entering - leaving * leaving;
            }
            double score = correlation(samples, start, lag, window) / Math.sqrt(energy + 1.0);
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return best;
    }

    /** How alike the two stretches are at this lag: 1 the same but for loudness, 0 nothing in common. */
    public static double similarity(short[] samples, int end, int window, int lag) {
        int start = end - window;
        double energies = (double) energy(samples, start, window) * energy(samples, start - lag, window);
        return energies == 0 ? 0 : correlation(samples, start, lag, window) / Math.sqrt(energies);
    }

    private static long correlation(short[] samples, int start, int lag, int window) {
        long sum = 0;
        for (int i = start; i < start + window; i++) {
            sum += samples[i] * samples[i - lag];
        }
        return sum;
    }

    private static long energy(short[] samples, int start, int window) {
        long sum = 0;
        for (int i = start; i < start + window; i++) {
            sum += samples[i] * samples[i];
        }
        return sum;
    }
}
