package dev.partyline.media;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param loops media loops, at least one
 * @param phonePorts RTP and RTCP ports of phones
 * @param mediaTimeout how long a leg may send nothing before {@link LegEvent.MediaTimedOut}
 * @param heldMediaTimeout the same while the stream is on hold
 * @param automaticGain whether phones are made equally loud
 * @param promptFolder of an operator's own prompts, a folder a language; null for those that are shipped
 */
public record MediaSettings(
        int loops,
        PortRange phonePorts,
        Duration mediaTimeout,
        Duration heldMediaTimeout,
        boolean automaticGain,
        @Nullable Path promptFolder) {
    public MediaSettings {
        if (loops < 1 || loops > 64) {
            throw new IllegalArgumentException("media loops are 1 to 64");
        }
    }

    /** Every phone as loud as it comes. */
    public MediaSettings(int loops, PortRange phonePorts, Duration mediaTimeout, Duration heldMediaTimeout) {
        this(loops, phonePorts, mediaTimeout, heldMediaTimeout, false, null);
    }
}
