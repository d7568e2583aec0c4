package dev.partyline.media.dtmf;

import java.util.Random;

/** A key's two tones, and what a line does to them. */
public final class KeyTone {
    public static final String KEYS = "123A456B789C*0#D";

    private static final double[] LOW = {697, 770, 852, 941};
    private static final double[] HIGH = {1209, 1336, 1477, 1633};
    // G.711's full scale is a sine of 3.17 dBm0.
    private static final double FULL_SCALE = 32124;

    private final double lowAmplitude;
    private final double highAmplitude;
    private final double stretch;

    /**
     * @param dbm0 level of the low tone
     * @param twistDb of the high tone over the low one
     * @param offset of both frequencies, 0.015 for 1.5 % too high
     */
    public KeyTone(double dbm0, double twistDb, double offset) {
        lowAmplitude = FULL_SCALE * Math.pow(10, (dbm0 - 3.17) / 20);
        highAmplitude = lowAmplitude * Math.pow(10, twistDb / 20);
        stretch = 1 + offset;
    }

    public static double lowHertz(char key) {
        return LOW[KEYS.indexOf(key) / 4];
    }

    public static double highHertz(char key) {
        return HIGH[KEYS.indexOf(key) % 4];
    }

    /** Adds so many milliseconds of a key from sample {@code at} on. */
    public void addTo(double[] line, int at, int millis, char key, Random phases) {
        double low = 2 * Math.PI * lowHertz(key) * stretch / 8000;
        double high = 2 * Math.PI * highHertz(key) * stretch / 8000;
        double lowPhase = phases.nextDouble() * 2 * Math.PI;
        double highPhase = phases.nextDouble() * 2 * Math.PI;
        for (int i = 0; i < 8 * millis && at + i < line.length; i++) {
            line[at + i] +=
                    lowAmplitude * Math.sin(low * i + lowPhase) + highAmplitude * Math.sin(high * i + highPhase);
        }
    }

    double power() {
        return (lowAmplitude * lowAmplitude + highAmplitude * highAmplitude) / 2;
    }
}
