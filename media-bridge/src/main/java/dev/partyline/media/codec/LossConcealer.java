package dev.partyline.media.codec;

/**
 * Packet loss concealment at 8 kHz. Where nothing is known but the past, the sound goes on by its {@link Extension},
 * fades from 10 ms on, and is silent after 100; what comes back is faded in over what was made up. Where what comes after the
 * gap has arrived already, the two are joined by a {@link Bridge}, and what comes after passes untouched.
 *
 * <p>Good audio passes at once and bit by bit. It works on runs of any length, since a packet's audio need not fit
 * the frames of the tick.
 */
public final class LossConcealer {
    /** The most samples from behind a gap that are looked at. */
    public static final int MOST_KNOWN = Extension.HISTORY;

    private static final int HISTORY = Extension.HISTORY;
    private static final int HISTORY_MASK = 511;
    private static final int TEN_MILLIS = 80;
    // Full for 10 ms as in ITU-T G.711 Appendix I, silent after 100 ms and not after 60: better understood after
    // bursts.
    private static final int FULL = TEN_MILLIS;
    private static final int MUTED = 800;
    private static final int LONGEST_FADE = 80;
    private static final int FADE_PER_TEN_MILLIS = 32;

    // What was played last, the oldest at the place of the next sample: nothing has to be moved.
    private final short[] history = new short[HISTORY_MASK + 1];
    private int next;
    private final Extension extension = new Extension();
    private final Bridge bridge = new Bridge();

    // Before the first sample there is nothing to go on with: it is faded in as after a long loss.
    private int erased = MUTED;
    private boolean bridged;
    private int fadeLength;
    private int faded;

    /** Whether received samples pass as they are, and only have to be remembered. */
    public boolean passes() {
        return erased == 0 && !bridged;
    }

    /** Passes received samples on; the first ones after a loss of unknown length are blended in place. */
    public void good(short[] frame, int offset, int length) {
        int i = offset;
        if (bridged && bridge.left() == 0) {
            erased = 0;
        }
        if (erased > 0) {
            if (fadeLength == 0) {
                fadeLength = Math.min(LONGEST_FADE, extension.lag() / 4 + FADE_PER_TEN_MILLIS * (erased / TEN_MILLIS));
                faded = 0;
            }
            for (; i < offset + length && faded < fadeLength; i++) {
                faded++;
                frame[i] = (short) ((synthesize() * (fadeLength - faded) + frame[i] * faded) / fadeLength);
            }
            if (faded == fadeLength) {
                erased = 0;
                fadeLength = 0;
            }
        }
        bridged &= erased > 0;
        remember(frame, offset, length);
    }

    /** Makes up missing samples. */
    public void conceal(short[] frame, int offset, int length) {
        if ((erased == 0 && !bridged) || fadeLength > 0) {
            begin();
            erased = 0;
        }
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bridged && bridge.left() == 0) {
                // What was to come did not come.
                remember(frame, from, i - from);
                from = i;
                begin();
            }
            frame[i] = (short) synthesize();
        }
        remember(frame, from, offset + length - from);
    }

    /**
     * Tells what comes after the samples that are to be made up next; to be called before {@link #conceal}.
     *
     * @param gap how many are to be made up until then
     * @param known the samples behind the gap, {@code count} of them
     */
    public void approach(int gap, short[] known, int count) {
        if (bridged && fadeLength == 0 && bridge.left() == gap) {
            return;
        }
        if (gap > Bridge.LONGEST || count < Bridge.LEAST_KNOWN || muted()) {
            return;
        }
        if (erased == 0 || fadeLength > 0) {
            begin();
            erased = 0;
        } else if (bridged) {
            begin();
        }
        bridge.build(gap, extension, gain(), known, count);
        bridged = true;
    }

    /** The next samples do not follow the last ones: they are blended in as after the shortest loss. */
    public void splice() {
        if (erased == 0) {
            begin();
            erased = 1;
        }
    }

    /** Whether what is made up now is silence. */
    public boolean muted() {
        return erased >= MUTED;
    }

    /** Whether the last samples were made up, or are still being blended. */
    public boolean active() {
        return erased > 0 && !(bridged && bridge.left() == 0);
    }

    private void begin() {
        copyLast(HISTORY, extension.past());
        extension.begin(HISTORY);
        bridged = false;
        fadeLength = 0;
    }

    private float gain() {
        return erased <= FULL ? 1 : (float) (MUTED - erased) / (MUTED - FULL);
    }

    private int synthesize() {
        if (bridged && bridge.left() > 0) {
            erased = Math.min(erased + 1, MUTED - 1);
            return bridge.next();
        }
        if (erased >= MUTED) {
            return 0;
        }
        float sample = extension.next() * gain();
        erased++;
        return Math.clamp((int) sample, -32768, 32767);
    }

    private void remember(short[] frame, int offset, int length) {
        int kept = Math.min(length, HISTORY);
        int from = offset + length - kept;
        int first = Math.min(kept, history.length - next);
        System.arraycopy(frame, from, history, next, first);
        System.arraycopy(frame, from + first, history, 0, kept - first);
        next = (next + kept) & HISTORY_MASK;
    }

    /** Copies the last samples given, at most {@value #HISTORY}. */
    public void copyLast(int samples, short[] out) {
        int from = (next - samples) & HISTORY_MASK;
        int first = Math.min(samples, history.length - from);
        System.arraycopy(history, from, out, 0, first);
        System.arraycopy(history, 0, out, first, samples - first);
    }
}
