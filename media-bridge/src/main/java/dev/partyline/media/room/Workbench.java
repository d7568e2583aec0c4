package dev.partyline.media.room;

import static dev.partyline.media.playout.PhonePlayout.FRAME_SAMPLES;

import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;

/**
 * What a loop works on: every datagram that comes and every one that goes passes through here, and so does each frame
 * that is only looked at. What hundreds of legs share stays in the cache.
 */
final class Workbench {
    /** Longer than any datagram that a phone has reason to send. */
    private static final int BYTES = 2048;

    private final ByteBuffer in = ByteBuffer.allocateDirect(BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BYTES);
    private final RtpPacket packet = new RtpPacket();
    private final short[] frame = new short[FRAME_SAMPLES];
    private final short[] spoken = new short[FRAME_SAMPLES];
    private final short[] heard = new short[FRAME_SAMPLES];
    private final byte[] encoded = new byte[FRAME_SAMPLES];

    ByteBuffer in() {
        return in;
    }

    ByteBuffer out() {
        return out;
    }

    /** Over what {@link #in} holds. */
    RtpPacket packet() {
        return packet;
    }

    /** Of 8 kHz, as it was played. */
    short[] frame() {
        return frame;
    }

    /** Of 8 kHz, of what is being said to a leg. */
    short[] spoken() {
        return spoken;
    }

    /** Of 8 kHz, of what a leg hears alone. */
    short[] heard() {
        return heard;
    }

    /** The same, or what is said to it, as G.711. */
    byte[] encoded() {
        return encoded;
    }
}
