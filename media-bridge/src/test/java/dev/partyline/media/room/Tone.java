package dev.partyline.media.room;

/** A sine to send, and Goertzel's algorithm to find it again. */
public final class Tone {
    private final double hertz;
    private final double amplitude;
    private final int rate;
    private long sample;

    /** @param dbov level as in RFC 6464: a full-scale sine is -3 */
    public Tone(double hertz, double dbov) {
        this(hertz, dbov, 8000);
    }

    /** @param rate samples a second */
    public Tone(double hertz, double dbov, int rate) {
        this.hertz = hertz;
        this.rate = rate;
        amplitude = 32768 * Math.pow(10, dbov / 20) * Math.sqrt(2);
    }

    public void fill(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short)
                    Math.clamp(Math.round(amplitude * Math.sin(2 * Math.PI * hertz * sample++ / rate)), -32768, 32767);
        }
    }

    /** Level in dBov of that frequency alone; frequencies in whole 10 Hz, samples a multiple of 800. */
    public static double level(short[] samples, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / 8000);
        double before = 0;
        double beforeThat = 0;
        for (short sample : samples) {
            double now = sample + coefficient * before - beforeThat;
            beforeThat = before;
            before = now;
        }
        double power = before * before + beforeThat * beforeThat - coefficient * before * beforeThat;
        double rms = Math.sqrt(Math.max(power, 1e-9)) * Math.sqrt(2) / samples.length;
        return 20 * Math.log10(rms / 32768);
    }

    /** Level in dBov of everything. */
    public static double level(short[] samples) {
        double energy = 1e-9;
        for (short sample : samples) {
            energy += (double) sample * sample;
        }
        return 10 * Math.log10(energy / samples.length) - 20 * Math.log10(32768);
    }
}
