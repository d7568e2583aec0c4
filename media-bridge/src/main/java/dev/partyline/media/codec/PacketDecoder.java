package dev.partyline.media.codec;

/** The other end of a codec with a memory: packets in their order to samples. One stream, one thread at a time. */
public interface PacketDecoder extends AutoCloseable {
    /** The packet was refused. */
    int REFUSED = -1;

    /** Samples a second, a multiple of 8,000. */
    int sampleRate();

    /** Samples a second for each unit of the RTP timestamp. */
    int samplesAUnit();

    /** Samples in a packet, or {@link #REFUSED}; nothing is decoded. */
    int samples(byte[] packet, int length);

    /**
     * Decodes a packet.
     *
     * @param out room for 120 ms
     * @return samples decoded, or {@link #REFUSED}
     */
    int decode(byte[] bytes, int length, short[] out);

    /**
     * Makes up for a packet that did not come.
     *
     * @param count samples wanted, a multiple of 2.5 ms up to 120 ms
     */
    int conceal(int count, short[] out);

    /**
     * Decodes what a packet says of the one lost before it. The packet itself is to be decoded next.
     *
     * @param count samples missing before the packet, as for {@link #conceal}
     * @return {@link #REFUSED} where it says nothing
     */
    int decodeFec(byte[] bytes, int length, int count, short[] out);

    /** Whether with this packet the far end says that it sends nothing for a while. */
    boolean isDiscontinuous(int length);

    /** Forgets all that was decoded, as for another stream. */
    void reset();

    @Override
    void close();
}
