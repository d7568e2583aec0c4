package dev.partyline.media.playout;

/**
 * What leaves the playout of a codec with a memory, without steps: made-up samples fade to silence from 40 ms on until
 * 100 ms, what comes after them is faded in, and where samples do not follow the last ones the step is leaned against.
 */
final class Seam {
    private final int ramp;
    private final int full;
    private final int muted;
    private final short[] history;
    private int concealed;
    private float gain;
    private boolean spliced;
    private int step;
    private int leaning;

    Seam(int history, int sampleRate) {
        this.history = new short[history];
        ramp = sampleRate / 200;
        full = sampleRate / 25;
        muted = sampleRate / 10;
        concealed = muted;
    }

    /** The next samples do not follow the last ones. */
    void splice() {
        spliced = true;
    }

    void good(short[] frame, int offset, int length) {
        concealed = 0;
        for (int i = offset; gain < 1 && i < offset + length; i++) {
            gain = Math.min(1, gain + 1f / ramp);
            frame[i] = (short) (frame[i] * gain);
        }
        lean(frame, offset, length);
    }

    void madeUp(short[] frame, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            concealed = Math.min(concealed + 1, muted);
            if (concealed > full) {
                gain = Math.min(gain, (float) (muted - concealed) / (muted - full));
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
            leaning = ramp;
            spliced = false;
        }
        for (int i = offset; leaning > 0 && i < offset + length; i++) {
            frame[i] = (short) Math.clamp(frame[i] + step * leaning / ramp, -32768, 32767);
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
        return concealed >= muted;
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
