package dev.partyline.media;

import dev.partyline.media.prompt.PromptLibrary;
import java.time.Duration;

/**
 * @param loops media loops, at least one
 * @param phonePorts RTP and RTCP ports of phones
 * @param mediaTimeout how long a leg may send nothing before {@link LegEvent.MediaTimedOut}
 * @param heldMediaTimeout the same while the stream is on hold
 * @param automaticGain whether phones are made equally loud
 * @param prompts what callers are told, and the music
 */
public record MediaSettings(
        int loops,
        PortRange phonePorts,
        Duration mediaTimeout,
        Duration heldMediaTimeout,
        boolean automaticGain,
        PromptLibrary prompts) {
    public MediaSettings {
        if (loops < 1 || loops > 64) {
            throw new IllegalArgumentException("media loops are 1 to 64");
        }
    }

    /** Every phone as loud as it comes, and the prompts that are shipped. */
    public MediaSettings(int loops, PortRange phonePorts, Duration mediaTimeout, Duration heldMediaTimeout) {
        this(loops, phonePorts, mediaTimeout, heldMediaTimeout, false, PromptLibrary.shipped());
    }
}
