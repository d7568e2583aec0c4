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
