package dev.partyline.media.codec;

/**
 * Packet loss concealment at 8 kHz in the manner of ITU-T G.711 Appendix I: the last pitch period goes on, joined by
 * overlap-add, with two periods after 10 ms and three after 20 ms so that it does not buzz; from 10 ms on it fades,
 * and is silent after 60 ms. What comes back is faded in over what was made up.
 *
 * <p>Other than Appendix I it holds no samples back: the step between the last sample and the repeated period is
 * leaned against for a quarter of a period instead, so good audio passes at once and bit by bit. It works on runs of
 * any length, since a packet's audio need not fit the frames of the tick.
 */
public final class LossConcealer {
    private static final int HISTORY = 390;
    private static final int TEN_MILLIS = 80;
    private static final int MUTED = 480;
    private static final int LONGEST_FADE = 80;
    private static final int FADE_PER_TEN_MILLIS = 32;
    private static final int SEARCH_WINDOW = 160;

    private final short[] history = new short[HISTORY];
    private final short[] frozen = new short[HISTORY];
    private short[] loop = new short[3 * Pitch.MAX_LAG];
    private short[] formerLoop = new short[3 * Pitch.MAX_LAG];

    // Before the first sample there is nothing to go on with: it is faded in as after a long loss.
    private int erased = MUTED;
    private int lag = Pitch.MIN_LAG;
    private int loopLength = Pitch.MIN_LAG;
    private int position;
    private int formerLength;
    private int formerPosition;
    private int crossfadeLeft;
    private int step;
    private int fadeLength;
    private int faded;

    /** Passes received samples on; the first ones after a loss are blended in place. */
    public void good(short[] frame, int offset, int length) {
        int i = offset;
        if (erased > 0) {
            if (fadeLength == 0) {
                fadeLength = Math.min(LONGEST_FADE, lag / 4 + FADE_PER_TEN_MILLIS * (erased / TEN_MILLIS));
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
        remember(frame, offset, length);
    }

    /** Makes up missing samples. */
    public void conceal(short[] frame, int offset, int length) {
        if (erased == 0 || fadeLength > 0) {
            begin();
        }
        for (int i = offset; i < offset + length; i++) {
            frame[i] = (short) synthesize();
        }
        remember(frame, offset, length);
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
        return erased > 0;
    }

    private void begin() {
        System.arraycopy(history, 0, frozen, 0, HISTORY);
        lag = Pitch.lag(frozen, HISTORY, SEARCH_WINDOW, Pitch.MAX_LAG);
        step = frozen[HISTORY - 1] - frozen[HISTORY - 1 - lag];
        erased = 0;
        fadeLength = 0;
        position = 0;
        crossfadeLeft = 0;
        buildLoop(1);
    }

    /** The last periods, their end bent towards what came before their beginning, so that they can go round. */
    private void buildLoop(int periods) {
        loopLength = periods * lag;
        System.arraycopy(frozen, HISTORY - loopLength, loop, 0, loopLength);
        int overlap = lag / 4;
        for (int i = 0; i < overlap; i++) {
            int late = frozen[HISTORY - overlap + i];
            int early = frozen[HISTORY - loopLength - overlap + i];
            loop[loopLength - overlap + i] = (short) ((late * (overlap - 1 - i) + early * (i + 1)) / overlap);
        }
    }

    private void lengthenLoop(int periods) {
        short[] former = loop;
        loop = formerLoop;
        formerLoop = former;
        formerLength = loopLength;
        formerPosition = position;
        buildLoop(periods);
        position %= lag;
        crossfadeLeft = lag / 4;
    }

    private int synthesize() {
        if (erased >= MUTED) {
            return 0;
        }
        if (erased == TEN_MILLIS) {
            lengthenLoop(2);
        } else if (erased == 2 * TEN_MILLIS) {
            lengthenLoop(3);
        }
        int sample = loop[position];
        position = position + 1 == loopLength ? 0 : position + 1;
        if (crossfadeLeft > 0) {
            int overlap = lag / 4;
            sample = (sample * (overlap - crossfadeLeft) + formerLoop[formerPosition] * crossfadeLeft) / overlap;
            formerPosition = formerPosition + 1 == formerLength ? 0 : formerPosition + 1;
            crossfadeLeft--;
        }
        int lean = lag / 4;
        if (erased < lean) {
            sample += step * (lean - erased) / lean;
        }
        if (erased >= TEN_MILLIS) {
            sample = sample * (MUTED - erased) / (MUTED - TEN_MILLIS);
        }
        erased++;
        return Math.clamp(sample, -32768, 32767);
    }

    private void remember(short[] frame, int offset, int length) {
        int kept = Math.max(0, HISTORY - length);
        System.arraycopy(history, HISTORY - kept, history, 0, kept);
        System.arraycopy(frame, offset + length - (HISTORY - kept), history, kept, HISTORY - kept);
    }

    /** Copies the last samples given, at most {@value #HISTORY}. */
    public void copyLast(int samples, short[] out) {
        System.arraycopy(history, HISTORY - samples, out, 0, samples);
    }
}
