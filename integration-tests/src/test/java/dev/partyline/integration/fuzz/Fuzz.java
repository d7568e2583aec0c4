package dev.partyline.integration.fuzz;

import java.nio.ByteBuffer;

/** What the targets have in common. */
final class Fuzz {
    private Fuzz() {}

    /** An assertion that is always on. */
    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /**
     * Takes the next datagram off an input that stands for several: two bytes of length, then the bytes; the last one
     * may be cut short.
     */
    static ByteBuffer nextDatagram(ByteBuffer input) {
        int stated = input.remaining() < 2 ? 0 : input.getShort() & 0x7ff;
        int length = Math.min(stated, input.remaining());
        ByteBuffer datagram = input.slice(input.position(), length);
        input.position(input.position() + length);
        return datagram;
    }
}
