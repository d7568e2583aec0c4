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
    private boolean heard;

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
        } else {
            frames++;
            if (nowDbov >= levelDbov) {
                levelDbov = nowDbov;
                held = HELD_FRAMES;
            } else if (--held < 0) {
                levelDbov = Math.max(nowDbov, levelDbov - 1);
            }
        }
        heard = open && !outranked;
        return heard;
    }

    /** Whether there is something for the room to hear, whoever else there is. */
    boolean open() {
        return frames > 0;
    }

    /** Whether there are enough who are more to be heard. */
    void outranked(boolean byEnough) {
        outranked = byEnough;
    }

    int rank() {
        return levelDbov + (frames <= NEWCOMER_FRAMES ? NEWCOMER_DB : heard ? INCUMBENT_DB : 0);
    }
}
