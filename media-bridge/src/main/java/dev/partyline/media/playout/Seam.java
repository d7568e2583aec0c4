package dev.partyline.media.playout;

/**
 * What leaves the playout at 48 kHz, without steps: made-up samples fade to silence from 40 ms on until 100 ms, what
 * comes after them is faded in, and where samples do not follow the last ones the step is leaned against.
 */
final class Seam {
    private static final int RAMP = 240;
    private static final int FULL = 1920;
    private static final int MUTED = 4800;

    private final short[] history;
    private int concealed = MUTED;
    private float gain;
    private boolean spliced;
    private int step;
    private int leaning;

    Seam(int history) {
        this.history = new short[history];
    }

    /** The next samples do not follow the last ones. */
    void splice() {
        spliced = true;
    }

    void good(short[] frame, int offset, int length) {
        concealed = 0;
        for (int i = offset; gain < 1 && i < offset + length; i++) {
            gain = Math.min(1, gain + 1f / RAMP);
            frame[i] = (short) (frame[i] * gain);
        }
        lean(frame, offset, length);
    }

    void madeUp(short[] frame, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            concealed = Math.min(concealed + 1, MUTED);
            if (concealed > FULL) {
                gain = Math.min(gain, (float) (MUTED - concealed) / (MUTED - FULL));
            }
            frame[i] = (short) (frame[i] * gain);
        }
        lean(frame, offset, length);
    }

    private void lean(short[] frame, int offset, int length) {
        if (length == 0) {
            return;
        }
        if (spliced) {
            step = history[history.length - 1] - frame[offset];
            leaning = RAMP;
            spliced = false;
        }
        for (int i = offset; leaning > 0 && i < offset + length; i++) {
            frame[i] = (short) Math.clamp(frame[i] + step * leaning / RAMP, -32768, 32767);
            leaning--;
        }
        remember(frame, offset, length);
    }

    /** Notes samples that are played as they are. */
    void remember(short[] frame, int offset, int length) {
        int kept = Math.max(0, history.length - length);
        System.arraycopy(history, history.length - kept, history, 0, kept);
        System.arraycopy(frame, offset + length - (history.length - kept), history, kept, history.length - kept);
    }

    /** Copies as many of the last samples as are remembered. */
    void copyLast(short[] out) {
        System.arraycopy(history, 0, out, 0, history.length);
    }

    /** Whether what is made up now is silence. */
    boolean muted() {
        return concealed >= MUTED;
    }

    /** Whether a step is still being leaned against. */
    boolean leaning() {
        return leaning > 0;
    }

    /** Whether the last samples were made up, or are still being faded. */
    boolean active() {
        return concealed > 0 || gain < 1 || leaning > 0 || spliced;
    }
}
