package dev.partyline.media;

import java.time.Duration;

/**
 * @param loops media loops, at least one
 * @param phonePorts RTP and RTCP ports of phones
 * @param mediaTimeout how long a leg may send nothing before {@link LegEvent.MediaTimedOut}
 * @param heldMediaTimeout the same while the stream is on hold
 */
public record MediaSettings(int loops, PortRange phonePorts, Duration mediaTimeout, Duration heldMediaTimeout) {
    public MediaSettings {
        if (loops < 1 || loops > 64) {
            throw new IllegalArgumentException("media loops are 1 to 64");
        }
    }
}
