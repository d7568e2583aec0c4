package dev.partyline.media.playout;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import java.nio.ByteBuffer;

/**
 * Samples of 8 kHz by their timestamp, about a second of them, each there or not. They are kept as they came, a byte
 * each, and decoded when they are read: of hundreds of legs, half as much has to go through the cache.
 */
final class SampleRing extends PresenceRing {
    static final int CAPACITY = 8192;

    private static final int MASK = CAPACITY - 1;

    private final byte[] codes = new byte[CAPACITY];
    private Codec codec = Codec.PCMU;
    private boolean used;

    SampleRing() {
        super(CAPACITY);
    }

    /** What is put in from now on; what is there already is made the same. */
    void codec(Codec wanted) {
        if (wanted != codec && used) {
            short[] samples = new short[CAPACITY];
            G711.decode(codec, codes, 0, CAPACITY, samples, 0);
            G711.encode(wanted, samples, 0, CAPACITY, codes, 0);
        }
        codec = wanted;
    }

    Codec codec() {
        return codec;
    }

    /**
     * Puts a payload in the place that is noted for it.
     *
     * @param offset absolute index of the first byte
     */
    void put(ByteBuffer payload, int offset, int length, long at) {
        int index = (int) at & MASK;
        int first = Math.min(length, CAPACITY - index);
        used = true;
        payload.get(offset, codes, index, first);
        payload.get(offset + first, codes, 0, length - first);
    }

    void read(long at, short[] out, int offset, int length) {
        int index = (int) at & MASK;
        int first = Math.min(length, CAPACITY - index);
        G711.decode(codec, codes, index, first, out, offset);
        G711.decode(codec, codes, 0, length - first, out, offset + first);
    }
}
