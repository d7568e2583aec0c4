package dev.partyline.media.playout;

import dev.partyline.media.codec.Pitch;

/**
 * Leaves out or repeats one period of what is played, joined by overlap-add, so that the delay can change without
 * being heard: where it is quiet, or so periodic that the join does not show, or, after half a second of waiting for
 * such a place, wherever it is. The period is looked for at 8 kHz, and then to the sample.
 */
final class TimeStretch {
    /** Samples of the scratch at 8 kHz: a frame, and the longest period before it. */
    static final int LOOK_AHEAD = PhonePlayout.FRAME_SAMPLES + Pitch.MAX_LAG;

    private static final int PAUSE_FRAMES = 3;
    private static final int PATIENCE_FRAMES = 25;
    private static final double ALIKE = 0.7;
    // About -50 dBov at its peaks.
    private static final int QUIET_PEAK = 100;

    private final int factor;
    private final int frameSamples;
    private final int lookAhead;
    private final short[] scratch;
    private final short[] coarse = new short[LOOK_AHEAD];
    private int pause;
    private int waited;

    TimeStretch() {
        this(1);
    }

    /** @param factor the sample rate over 8 kHz */
    TimeStretch(int factor) {
        this.factor = factor;
        frameSamples = PhonePlayout.FRAME_SAMPLES * factor;
        lookAhead = LOOK_AHEAD * factor;
        scratch = new short[lookAhead];
    }

    /** Samples that {@link #shrink} looks at, to leave out so many at most. */
    int lookAhead(int most) {
        return frameSamples + Math.min(most, history());
    }

    /** Where in the scratch they belong. */
    int lookFrom(int most) {
        return lookAhead - lookAhead(most);
    }

    /** The least change of the delay. */
    int shortest() {
        return Pitch.MIN_LAG * factor;
    }

    /** How many samples before the frame {@link #grow} looks at. */
    int history() {
        return Pitch.MAX_LAG * factor;
    }

    /**
     * When shrinking, the next {@link #lookAhead} samples to be played, from {@link #lookFrom} on; when growing,
     * {@link #history} samples that were played, and the frame.
     */
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
        int from = lookFrom(most);
        int lag = suitable(most, from);
        if (lag > 0) {
            for (int i = 0; i < frameSamples; i++) {
                int at = from + i;
                out[i] = i < lag ? blend(scratch[at], scratch[at + lag], i, lag) : scratch[at + lag];
            }
        }
        return lag;
    }

    /**
     * Plays the beginning of the frame at the end of the scratch into a whole one, repeating at most {@code most}
     * samples.
     *
     * @return the samples repeated, or 0 where the frame was left alone
     */
    int grow(int most, short[] out) {
        int lag = suitable(most, 0);
        if (lag > 0) {
            int history = history();
            for (int i = 0; i < frameSamples; i++) {
                int at = history + i;
                out[i] = i < lag ? blend(scratch[at], scratch[at - lag], i, lag) : scratch[at - lag];
            }
        }
        return lag;
    }

    /** @param from where the scratch begins to mean anything */
    private int suitable(int most, int from) {
        if (quiet(from)) {
            // Where nothing is heard, no period has to be found.
            return tried(Math.min(most, history()));
        }
        for (int i = 0; i < LOOK_AHEAD; i++) {
            int sum = 0;
            for (int j = 0; j < factor; j++) {
                sum += scratch[i * factor + j];
            }
            coarse[i] = (short) (sum / factor);
        }
        int mostCoarse = Math.min(most / factor, Pitch.MAX_LAG);
        int lag = Pitch.lag(coarse, LOOK_AHEAD, PhonePlayout.FRAME_SAMPLES, mostCoarse);
        boolean fits = Pitch.similarity(coarse, LOOK_AHEAD, PhonePlayout.FRAME_SAMPLES, lag) >= ALIKE;
        if (!fits && waited < PATIENCE_FRAMES) {
            waited++;
            return 0;
        }
        return tried(factor == 1 ? lag : refined(lag * factor, Math.min(most, history())));
    }

    private int tried(int lag) {
        waited = 0;
        pause = PAUSE_FRAMES;
        return lag;
    }

    private int refined(int coarseLag, int most) {
        int best = coarseLag;
        double bestAlike = Double.NEGATIVE_INFINITY;
        for (int lag = Math.max(shortest(), coarseLag - factor); lag <= Math.min(most, coarseLag + factor); lag++) {
            double alike = Pitch.similarity(scratch, lookAhead, frameSamples, lag);
            if (alike > bestAlike) {
                bestAlike = alike;
                best = lag;
            }
        }
        return best;
    }

    private boolean quiet(int from) {
        for (int i = from; i < scratch.length; i++) {
            if (Math.abs((int) scratch[i]) > QUIET_PEAK) {
                return false;
            }
        }
        return true;
    }

    private static short blend(int from, int to, int i, int length) {
        return (short) ((from * (length - 1 - i) + to * (i + 1)) / length);
    }
}
