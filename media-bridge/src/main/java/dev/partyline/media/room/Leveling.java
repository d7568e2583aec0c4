package dev.partyline.media.room;

import dev.partyline.media.mix.AutomaticGain;
import dev.partyline.media.mix.DcFilter;
import dev.partyline.media.mix.LevelMeter;
import dev.partyline.media.mix.SoftEnd;

/**
 * What is done to a phone's frame before its room hears it: a constant offset is taken out, what is left of a line that
 * is about to close fades away, and, where that is wanted, it is made as loud as the others. Nothing is done to what
 * the room does not hear, and nothing learnt from it.
 */
final class Leveling {
    private final DcFilter offset;
    private final SoftEnd end = new SoftEnd();
    private final AutomaticGain gain = new AutomaticGain();
    private final boolean automatic;
    private boolean resting = true;

    /**
     * @param sampleRate samples a second
     * @param automatic whether the gain is
     */
    Leveling(int sampleRate, boolean automatic) {
        offset = new DcFilter(sampleRate);
        this.automatic = automatic;
    }

    /** @param level has measured the frame as it came */
    void tick(boolean heard, short[] frame, LevelMeter level) {
        if (!heard) {
            rest();
            return;
        }
        resting = false;
        offset.filter(frame);
        end.apply(level, frame);
        if (automatic) {
            gain.hear(level);
            gain.apply(frame);
        }
    }

    private void rest() {
        if (!resting) {
            offset.rest();
            end.rest();
            resting = true;
        }
    }

    /** What is added to the level of the line, in dB. */
    double gainDb() {
        return gain.gainDb();
    }
}
