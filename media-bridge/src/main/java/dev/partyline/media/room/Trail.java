package dev.partyline.media.room;

import dev.partyline.media.mix.Fade;
import dev.partyline.media.mix.MixBus;
import java.util.Arrays;

/** What is left on a bus of legs that went while they were heard: they end without a step in the next tick. */
final class Trail {
    private final short[] frame;
    private int leftAt;

    Trail(int frameSamples) {
        frame = new short[frameSamples];
    }

    /** A leg is gone that was heard last with this sample. */
    void left(int lastSample) {
        leftAt += lastSample;
    }

    void addTo(MixBus bus) {
        if (leftAt != 0) {
            Arrays.fill(frame, (short) 0);
            Fade.join(leftAt, frame);
            bus.add(frame);
            leftAt = 0;
        }
    }

    boolean isOver() {
        return leftAt == 0;
    }
}
