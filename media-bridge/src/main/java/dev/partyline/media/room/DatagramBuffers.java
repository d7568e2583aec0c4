package dev.partyline.media.room;

import java.nio.ByteBuffer;

/**
 * The two buffers of a loop: every datagram that comes and every one that goes passes through them.
 *
 * @param in longer than any datagram that a phone has reason to send
 */
record DatagramBuffers(ByteBuffer in, ByteBuffer out) {
    private static final int BYTES = 2048;

    DatagramBuffers() {
        this(ByteBuffer.allocateDirect(BYTES), ByteBuffer.allocateDirect(BYTES));
    }
}
