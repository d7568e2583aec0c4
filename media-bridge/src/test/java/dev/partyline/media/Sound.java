package dev.partyline.media;

/** Measures samples. */
public final class Sound {
    private Sound() {}

    /** Root mean square in dB below a full-scale square wave (dBov). */
    public static double dbov(short[] samples, int from, int to) {
        double energy = 0;
        for (int i = from; i < to; i++) {
            energy += (double) samples[i] * samples[i];
        }
        return 10 * Math.log10(energy / (to - from) / (32768.0 * 32768.0) + 1e-15);
    }

    /** Power of one frequency in a stretch, in dBov. */
    public static double toneDbov(short[] samples, int from, int to, double hertz, double rate) {
        double re = 0;
        double im = 0;
        for (int i = from; i < to; i++) {
            double phase = 2 * Math.PI * hertz * i / rate;
            re += samples[i] * Math.cos(phase);
            im += samples[i] * Math.sin(phase);
        }
        double amplitude = 2 * Math.hypot(re, im) / (to - from);
        return 10 * Math.log10(amplitude * amplitude / 2 / (32768.0 * 32768.0) + 1e-15);
    }

    /** How far the tone of that frequency stands above all else, in dB. */
    public static double toneSnrDb(short[] samples, int from, int to, double hertz, double rate) {
        double tone = Math.pow(10, toneDbov(samples, from, to, hertz, rate) / 10);
        double all = Math.pow(10, dbov(samples, from, to) / 10);
        return 10 * Math.log10(tone / Math.max(all - tone, 1e-13));
    }

    /** Energy of the expected samples over the energy of the difference, in dB. */
    public static double snrDb(short[] expected, short[] actual, int from, int to) {
        double signal = 0;
        double noise = 0;
        for (int i = from; i < to; i++) {
            double difference = expected[i] - actual[i];
            signal += (double) expected[i] * expected[i];
            noise += difference * difference;
        }
        return 10 * Math.log10(signal / Math.max(noise, 1e-9));
    }
}
