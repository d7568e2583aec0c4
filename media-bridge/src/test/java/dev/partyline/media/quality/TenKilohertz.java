package dev.partyline.media.quality;

/** From 8 to 10 kHz by a windowed sinc of 40 samples to either side that passes up to 3.9 kHz. */
final class TenKilohertz {
    private static final int SIDE = 40;
    private static final double PASS = 0.975;
    private static final int PHASES = 5;
    private static final double[][] FILTERS = new double[PHASES][2 * SIDE];

    static {
        for (int phase = 0; phase < PHASES; phase++) {
            for (int tap = 0; tap < 2 * SIDE; tap++) {
                FILTERS[phase][tap] = kernel((double) phase / PHASES + SIDE - 1 - tap);
            }
        }
    }

    private TenKilohertz() {}

    static double[] of(short[] samples) {
        double[] out = new double[(int) (samples.length * 5L / 4)];
        for (int i = 0; i < out.length; i++) {
            int first = i * 4 / PHASES - SIDE + 1;
            double[] filter = FILTERS[i * 4 % PHASES];
            double sum = 0;
            for (int tap = Math.max(0, -first); tap < Math.min(2 * SIDE, samples.length - first); tap++) {
                sum += samples[first + tap] * filter[tap];
            }
            out[i] = sum;
        }
        return out;
    }

    private static double kernel(double distance) {
        double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / SIDE);
        double angle = Math.PI * PASS * distance;
        return window * (Math.abs(angle) < 1e-9 ? PASS : PASS * Math.sin(angle) / angle);
    }
}
