package dev.partyline.media;

import java.time.Duration;

/**
 * @param loops media loops, at least one
 * @param phonePorts RTP and RTCP ports of phones
 * @param mediaTimeout how long a leg may send nothing before {@link LegEvent.MediaTimedOut}
 * @param heldMediaTimeout the same while the stream is on hold
 * @param automaticGain whether phones are made equally loud
 */
public record MediaSettings(
        int loops, PortRange phonePorts, Duration mediaTimeout, Duration heldMediaTimeout, boolean automaticGain) {
    public MediaSettings {
        if (loops < 1 || loops > 64) {
            throw new IllegalArgumentException("media loops are 1 to 64");
        }
    }

    /** Every phone as loud as it comes. */
    public MediaSettings(int loops, PortRange phonePorts, Duration mediaTimeout, Duration heldMediaTimeout) {
        this(loops, phonePorts, mediaTimeout, heldMediaTimeout, false);
    }
}
