package dev.partyline.media.playout;

import dev.partyline.media.codec.LossConcealer;
import dev.partyline.media.codec.Pitch;

/**
 * Leaves out or repeats one period of what is played, joined by overlap-add, so that the delay can change without
 * being heard: where it is quiet, or so periodic that the join does not show, or, after half a second of waiting for
 * such a place, wherever it is.
 */
final class TimeStretch {
    /** Samples that {@link #shrink} looks at. */
    static final int LOOK_AHEAD = PhonePlayout.FRAME_SAMPLES + Pitch.MAX_LAG;

    private static final int PAUSE_FRAMES = 3;
    private static final int PATIENCE_FRAMES = 25;
    private static final double ALIKE = 0.7;
    // About -50 dBov at its peaks.
    private static final int QUIET_PEAK = 100;

    private final short[] scratch = new short[LOOK_AHEAD];
    private int pause;
    private int waited;

    /** Room for {@link #LOOK_AHEAD} samples: the ones to play first when shrinking, the frame last when growing. */
    short[] scratch() {
        return scratch;
    }

    /** To be called once a frame; whether a stretch may be tried in it. */
    boolean ready() {
        if (pause > 0) {
            pause--;
            return false;
        }
        return true;
    }

    /**
     * Plays the scratch into one frame, leaving out at most {@code most} samples.
     *
     * @return the samples left out, or 0 where the frame was left alone
     */
    int shrink(int most, short[] out) {
        int lag = suitable(most);
        if (lag > 0) {
            for (int i = 0; i < PhonePlayout.FRAME_SAMPLES; i++) {
                out[i] = i < lag ? blend(scratch[i], scratch[i + lag], i, lag) : scratch[i + lag];
            }
        }
        return lag;
    }

    /**
     * Plays the beginning of the frame at the end of the scratch into a whole one, repeating at most {@code most}
     * samples.
     *
     * @param played knows the samples before it
     * @return the samples repeated, or 0 where the frame was left alone
     */
    int grow(int most, LossConcealer played, short[] out) {
        played.copyLast(Pitch.MAX_LAG, scratch);
        int lag = suitable(most);
        if (lag > 0) {
            for (int i = 0; i < PhonePlayout.FRAME_SAMPLES; i++) {
                int at = Pitch.MAX_LAG + i;
                out[i] = i < lag ? blend(scratch[at], scratch[at - lag], i, lag) : scratch[at - lag];
            }
        }
        return lag;
    }

    private int suitable(int most) {
        int lag = Pitch.lag(scratch, LOOK_AHEAD, PhonePlayout.FRAME_SAMPLES, Math.min(most, Pitch.MAX_LAG));
        boolean fits = quiet() || Pitch.similarity(scratch, LOOK_AHEAD, PhonePlayout.FRAME_SAMPLES, lag) >= ALIKE;
        if (!fits && waited < PATIENCE_FRAMES) {
            waited++;
            return 0;
        }
        waited = 0;
        pause = PAUSE_FRAMES;
        return lag;
    }

    private boolean quiet() {
        for (short sample : scratch) {
            if (Math.abs((int) sample) > QUIET_PEAK) {
                return false;
            }
        }
        return true;
    }

    private static short blend(int from, int to, int i, int length) {
        return (short) ((from * (length - 1 - i) + to * (i + 1)) / length);
    }
}
