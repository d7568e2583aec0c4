package dev.partyline.integration.peer;

/** What a phone's microphone picks up: 8 kHz, one frame after the other. Used by one thread. */
@FunctionalInterface
public interface Sound {
    int RATE = 8000;

    void fill(short[] frame);

    static Sound silence() {
        return frame -> java.util.Arrays.fill(frame, (short) 0);
    }

    /** A sine; 0 dBFS is one that just reaches the greatest sample. */
    static Sound tone(double hertz, double dbfs) {
        return new Sound() {
            private final double amplitude = 32767 * Math.pow(10, dbfs / 20);
            private long position;

            @Override
            public void fill(short[] frame) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * position++ / RATE));
                }
            }
        };
    }

    /** Keys as pairs of tones (ITU-T Q.23), -10 dBFS each. */
    static short[] keys(String keys, int toneMillis, int pauseMillis) {
        double[] low = {697, 770, 852, 941};
        double[] high = {1209, 1336, 1477, 1633};
        int each = RATE / 1000 * (toneMillis + pauseMillis);
        short[] samples = new short[keys.length() * each];
        for (int k = 0; k < keys.length(); k++) {
            int place = "123A456B789C*0#D".indexOf(keys.charAt(k));
            for (int i = 0; i < RATE / 1000 * toneMillis; i++) {
                double turn = 2 * Math.PI * i / RATE;
                samples[k * each + i] = (short)
                        Math.round(10_000 * (Math.sin(low[place / 4] * turn) + Math.sin(high[place % 4] * turn)));
            }
        }
        return samples;
    }

    /** The samples once, then silence. */
    static Sound once(short[] samples) {
        return new Sound() {
            private int position;

            @Override
            public void fill(short[] frame) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = position < samples.length ? samples[position++] : 0;
                }
            }
        };
    }
}
