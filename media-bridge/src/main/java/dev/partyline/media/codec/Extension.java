package dev.partyline.media.codec;

/**
 * How a sound at 8 kHz would go on, made of its last samples. A voice goes on by its last pitch period, joined by
 * overlap-add, with two periods after 10 ms and three after 20 ms so that it does not buzz (ITU-T G.711 Appendix I,
 * section I.2). What has no period goes on as noise of the same spectrum: back and forth through the last 30 ms,
 * turning where chance will have it, so that nothing of it repeats and no two samples that meet lie apart.
 *
 * <p>Other than Appendix I it holds no samples back: the step between the last sample and the repeated period is
 * leaned against for a quarter of a period instead.
 */
final class Extension {
    /** The most of the last samples that are looked at. */
    static final int HISTORY = 390;

    private static final int TEN_MILLIS = 80;
    private static final int SEARCH_WINDOW = 160;
    private static final double VOICED = 0.35;
    private static final int NOISE = 240;
    private static final int SHORTEST_RUN = 48;

    private final short[] last = new short[HISTORY];
    private short[] loop = new short[3 * Pitch.MAX_LAG];
    private short[] formerLoop = new short[3 * Pitch.MAX_LAG];
    private int available;
    private int lag = Pitch.MIN_LAG;
    private boolean voiced;
    private int played;
    private int loopLength;
    private int position;
    private int formerLength;
    private int formerPosition;
    private int crossfadeLeft;
    private int step;

    private int place;
    private int direction;
    private int runLeft;
    private int chance = 1;

    /** Where the last samples have to be before {@link #begin}, {@value #HISTORY} of them, the very last one at the end. */
    short[] past() {
        return last;
    }

    /** Goes on from the last samples, of which so many mean anything. */
    void begin(int available) {
        this.available = available;
        int longest = Math.min(Pitch.MAX_LAG, available * 2 / 3);
        int window = Math.min(SEARCH_WINDOW, available - longest);
        lag = Pitch.lag(last, HISTORY, window, longest);
        voiced = Pitch.similarity(last, HISTORY, window, lag) >= VOICED;
        step = last[HISTORY - 1] - last[HISTORY - 1 - lag];
        played = 0;
        position = 0;
        crossfadeLeft = 0;
        place = HISTORY;
        direction = -1;
        runLeft = Math.min(NOISE, available) - 1;
        buildLoop(1);
    }

    /** The period that goes on, in samples; of what has none, any. */
    int lag() {
        return lag;
    }

    boolean voiced() {
        return voiced;
    }

    /** The next sample; may lie beyond what 16 bits hold. */
    int next() {
        return voiced ? periodic() : noise();
    }

    /** The last periods, their end bent towards what came before their beginning, so that they can go round. */
    private void buildLoop(int periods) {
        loopLength = periods * lag;
        System.arraycopy(last, HISTORY - loopLength, loop, 0, loopLength);
        int overlap = lag / 4;
        for (int i = 0; i < overlap; i++) {
            int late = last[HISTORY - overlap + i];
            int early = last[HISTORY - loopLength - overlap + i];
            loop[loopLength - overlap + i] = (short) ((late * (overlap - 1 - i) + early * (i + 1)) / overlap);
        }
    }

    private void lengthenLoop(int periods) {
        if (periods * lag + lag / 4 > available) {
            return;
        }
        short[] former = loop;
        loop = formerLoop;
        formerLoop = former;
        formerLength = loopLength;
        formerPosition = position;
        buildLoop(periods);
        position %= lag;
        crossfadeLeft = lag / 4;
    }

    private int periodic() {
        if (played == TEN_MILLIS) {
            lengthenLoop(2);
        } else if (played == 2 * TEN_MILLIS) {
            lengthenLoop(3);
        }
        int sample = loop[position];
        position = position + 1 == loopLength ? 0 : position + 1;
        int overlap = lag / 4;
        if (crossfadeLeft > 0) {
            sample = (sample * (overlap - crossfadeLeft) + formerLoop[formerPosition] * crossfadeLeft) / overlap;
            formerPosition = formerPosition + 1 == formerLength ? 0 : formerPosition + 1;
            crossfadeLeft--;
        }
        if (played < overlap) {
            sample += step * (overlap - played) / overlap;
        }
        played++;
        return sample;
    }

    private int noise() {
        if (runLeft == 0) {
            direction = -direction;
            int room = direction < 0 ? place - (HISTORY - Math.min(NOISE, available)) : HISTORY - 1 - place;
            // The linear congruential generator of C's standard (ISO/IEC 9899, 7.22.2).
            chance = chance * 1103515245 + 12345;
            runLeft = room <= SHORTEST_RUN
                    ? Math.max(1, room)
                    : SHORTEST_RUN + (chance >>> 16) % (room - SHORTEST_RUN + 1);
        }
        runLeft--;
        place = Math.clamp(place + direction, HISTORY - available, HISTORY - 1);
        return last[place];
    }
}
