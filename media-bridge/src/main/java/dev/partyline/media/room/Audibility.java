package dev.partyline.media.room;

import dev.partyline.media.mix.LevelMeter;

/** How much a leg is to be heard in a crowd: by how loud it has been of late, and whether it has only begun. */
final class Audibility {
    static final int NEWCOMER_FRAMES = 15;

    // More than the difference of any two levels.
    private static final int NEWCOMER_DB = 200;
    private static final int INCUMBENT_DB = 6;
    // Half of the 500 ms for which a line is open after a word: between words a speaker is as loud as in them.
    private static final int HELD_FRAMES = 12;

    private int levelDbov = LevelMeter.SILENCE_DBOV;
    private int held;
    private int frames;
    private boolean outranked;
    private boolean incumbent;

    /**
     * @param open whether there is something for the room to hear
     * @return whether the room hears it
     */
    boolean tick(boolean open, int nowDbov) {
        if (!open) {
            frames = 0;
            levelDbov = LevelMeter.SILENCE_DBOV;
            // Who begins, begins.
            outranked = false;
            incumbent = false;
        } else {
            frames++;
            if (nowDbov >= levelDbov) {
                levelDbov = nowDbov;
                held = HELD_FRAMES;
            } else if (--held < 0) {
                levelDbov = Math.max(nowDbov, levelDbov - 1);
            }
        }
        return open && !outranked;
    }

    /** Whether there is something for the room to hear, whoever else there is. */
    boolean open() {
        return frames > 0;
    }

    /** @param crowded whether that means that the room does not hear it */
    void notChosen(boolean crowded) {
        outranked = crowded;
        incumbent = false;
    }

    /** It is one of those who are heard; and keeps its place if it did not have it for being new. */
    void chosen() {
        outranked = false;
        incumbent = frames > NEWCOMER_FRAMES;
    }

    int rank() {
        return levelDbov + (frames <= NEWCOMER_FRAMES ? NEWCOMER_DB : incumbent ? INCUMBENT_DB : 0);
    }
}
