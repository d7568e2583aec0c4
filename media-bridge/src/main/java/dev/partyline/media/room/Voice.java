package dev.partyline.media.room;

import dev.partyline.media.mix.Fade;
import java.util.Arrays;

/** What a room hears of one leg, a frame a tick: it begins and ends without a click, whenever that is. */
final class Voice {
    private final short[] frame;
    private boolean heard;
    private boolean contributing;
    private int last;

    /** @param frame of 20 ms at the leg's rate, filled by whoever receives before each {@link #tick} */
    Voice(short[] frame) {
        this.frame = frame;
    }

    /** @param toBeHeard whether the frame is for the room; it ends in the tick after the last that was */
    void tick(boolean toBeHeard) {
        // A listener's frame is nobody's concern, and a room of a hundred has no reason to look at it.
        if (!toBeHeard && (heard || last != 0)) {
            Arrays.fill(frame, (short) 0);
        }
        contributing = toBeHeard || last != 0;
        if (toBeHeard != heard) {
            Fade.join(last, frame);
        }
        heard = toBeHeard;
        last = toBeHeard ? frame[frame.length - 1] : 0;
    }

    /** Whether the frame means anything in this tick. */
    boolean contributing() {
        return contributing;
    }

    short[] frame() {
        return frame;
    }

    /** The last sample that the room heard, 0 where it hears nothing. */
    int last() {
        return last;
    }
}
