package dev.partyline.media.codec;

/** A codec with a memory: what it makes of a frame depends on those before. One stream; used by one thread at a time. */
public interface PacketEncoder extends AutoCloseable {
    /**
     * Encodes a frame of 20 ms.
     *
     * @param out room for {@link OpusFrames#MAX_PACKET_BYTES}
     * @return the bytes written
     */
    int encode(short[] frame, byte[] out);

    /** Goes on exactly where another encoder of the same kind is: a decoder that heard that one hears no jump. */
    void copyStateFrom(PacketEncoder other);

    /** Whether a decoder that heard this one would hear no jump if the other one went on, as far as can be told. */
    boolean isWhere(PacketEncoder other);

    /** Whether the packet of digital silence stands for any number of them, so that none needs to be encoded. */
    boolean restsInSilence();

    @Override
    void close();
}
