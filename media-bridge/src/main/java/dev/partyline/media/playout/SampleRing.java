package dev.partyline.media.playout;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import java.nio.ByteBuffer;

/** Samples of 8 kHz by their timestamp, about a second of them, each there or not. */
final class SampleRing extends PresenceRing {
    static final int CAPACITY = 8192;

    private static final int MASK = CAPACITY - 1;

    private final short[] samples = new short[CAPACITY];

    SampleRing() {
        super(CAPACITY);
    }

    /**
     * Puts the samples of a payload in the place that is noted for them.
     *
     * @param offset absolute index of the first byte
     */
    void decode(Codec codec, ByteBuffer payload, int offset, int length, long at) {
        int index = (int) at & MASK;
        int first = Math.min(length, CAPACITY - index);
        G711.decode(codec, payload, offset, first, samples, index);
        G711.decode(codec, payload, offset + first, length - first, samples, 0);
    }

    void read(long at, short[] out, int offset, int length) {
        int index = (int) at & MASK;
        int first = Math.min(length, CAPACITY - index);
        System.arraycopy(samples, index, out, offset, first);
        System.arraycopy(samples, 0, out, offset + first, length - first);
    }
}
