package dev.partyline.media.room;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is being said to one leg alone, in place of everything else it would hear: the prompts that its owner gave,
 * then perhaps the room's own announcement.
 */
final class Speech {
    private List<short[]> prompts = List.of();
    private int prompt;
    private short @Nullable [] announcement;
    private int position;
    private boolean endOwed;

    /** Replaces whatever is being said; an empty list stops it, and nothing ends then. What has not begun stays. */
    void say(List<short[]> samples) {
        if (prompt == prompts.size() && position > 0) {
            announcement = null;
        }
        prompts = samples;
        prompt = 0;
        position = 0;
        endOwed = !samples.isEmpty();
    }

    /** Comes when the prompts are over. */
    void announce(short[] samples) {
        announcement = samples;
    }

    /** What was announced is no longer true. */
    void stopAnnouncement() {
        if (announcement != null) {
            announcement = null;
            if (prompt == prompts.size()) {
                position = 0;
            }
        }
    }

    /** Fills the next frame, or returns false where nothing is to be said. */
    boolean next(short[] frame) {
        int filled = 0;
        short[] samples = current();
        while (samples != null && filled < frame.length) {
            int count = Math.min(frame.length - filled, samples.length - position);
            System.arraycopy(samples, position, frame, filled, count);
            filled += count;
            position += count;
            if (position == samples.length) {
                over();
                samples = current();
            }
        }
        if (filled > 0) {
            Arrays.fill(frame, filled, frame.length, (short) 0);
        }
        return filled > 0;
    }

    private short @Nullable [] current() {
        return prompt < prompts.size() ? prompts.get(prompt) : announcement;
    }

    private void over() {
        position = 0;
        if (prompt < prompts.size()) {
            prompt++;
        } else {
            announcement = null;
        }
    }

    /** True once, when the last prompt given by {@link #say} has been said to its end. */
    boolean takeEnd() {
        boolean ended = endOwed && prompt == prompts.size();
        endOwed &= !ended;
        return ended;
    }
}
