package dev.partyline.media.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Opus to 48 kHz mono. Only packets that {@link OpusFrames} found well-formed reach native code. */
public final class OpusDecoder implements PacketDecoder {
    private static final int SAMPLE_RATE = 48_000;
    private static final int CHANNELS = 1;
    private static final int LONGEST_PACKET = 1500;
    private static final int NO_FEC = 0;
    private static final int FEC = 1;
    private static final long ALIGNMENT = 16;
    // With DTX libopus sends a TOC byte and at most one more (RFC 7587 section 3.1.3).
    private static final int LONGEST_DTX = 2;

    private final OpusNative opus;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment state;
    private final MemorySegment packet;
    private final MemorySegment samples;

    OpusDecoder(OpusNative opus) {
        this.opus = opus;
        try {
            state = arena.allocate((int) opus.decoderGetSize.invokeExact(CHANNELS), ALIGNMENT);
            packet = arena.allocate(LONGEST_PACKET);
            samples = arena.allocate(JAVA_SHORT, OpusFrames.MAX_SAMPLES);
            OpusEncoder.check("opus_decoder_init", (int) opus.decoderInit.invokeExact(state, SAMPLE_RATE, CHANNELS));
        } catch (Throwable e) {
            arena.close();
            throw e instanceof OpusException refused ? refused : new OpusException("opus decoder", e);
        }
    }

    @Override
    public int sampleRate() {
        return SAMPLE_RATE;
    }

    @Override
    public int samplesAUnit() {
        return 1;
    }

    @Override
    public int samples(byte[] bytes, int length) {
        return OpusFrames.samples(bytes, length);
    }

    @Override
    public boolean isDiscontinuous(int length) {
        return length <= LONGEST_DTX;
    }

    /**
     * Decodes a packet.
     *
     * @param out room for {@link OpusFrames#MAX_SAMPLES}
     * @return samples decoded, or {@link #REFUSED}
     */
    @Override
    public int decode(byte[] bytes, int length, short[] out) {
        int expected = OpusFrames.samples(bytes, length);
        if (expected < 0 || length > LONGEST_PACKET || out.length < expected) {
            return REFUSED;
        }
        MemorySegment.copy(bytes, 0, packet, JAVA_BYTE, 0, length);
        return take(packet, length, expected, NO_FEC, out);
    }

    /**
     * Makes up for a packet that did not come.
     *
     * @param count samples wanted, a multiple of 120 up to {@link OpusFrames#MAX_SAMPLES}
     */
    @Override
    public int conceal(int count, short[] out) {
        if (count <= 0 || count % 120 != 0 || count > OpusFrames.MAX_SAMPLES || out.length < count) {
            return REFUSED;
        }
        return take(MemorySegment.NULL, 0, count, NO_FEC, out);
    }

    /**
     * Decodes what a packet says of the one lost before it (RFC 6716 section 2.1.7), and makes up for what is missing
     * before that. Where it says nothing, all of it is made up. The packet itself is to be decoded next.
     *
     * @param count samples missing before the packet, a multiple of 120 up to {@link OpusFrames#MAX_SAMPLES}
     */
    @Override
    public int decodeFec(byte[] bytes, int length, int count, short[] out) {
        if (OpusFrames.samples(bytes, length) < 0 || length > LONGEST_PACKET) {
            return REFUSED;
        }
        if (count <= 0 || count % 120 != 0 || count > OpusFrames.MAX_SAMPLES || out.length < count) {
            return REFUSED;
        }
        MemorySegment.copy(bytes, 0, packet, JAVA_BYTE, 0, length);
        return take(packet, length, count, FEC, out);
    }

    /** Forgets all that was decoded, as for another stream. */
    @Override
    public void reset() {
        try {
            OpusEncoder.check("opus_decoder_init", (int) opus.decoderInit.invokeExact(state, SAMPLE_RATE, CHANNELS));
        } catch (OpusException e) {
            throw e;
        } catch (Throwable e) {
            throw new OpusException("opus_decoder_init", e);
        }
    }

    private int take(MemorySegment bytes, int length, int count, int fec, short[] out) {
        int decoded;
        try {
            decoded = (int) opus.decode.invokeExact(state, bytes, length, samples, count, fec);
        } catch (Throwable e) {
            throw new OpusException("opus_decode", e);
        }
        if (decoded < 0) {
            return REFUSED;
        }
        MemorySegment.copy(samples, JAVA_SHORT, 0, out, 0, decoded);
        return decoded;
    }

    /** Goes on exactly where another decoder of the same library is. */
    public void copyStateFrom(OpusDecoder other) {
        if (other.opus != opus) {
            throw new IllegalArgumentException("decoders of two libraries");
        }
        state.copyFrom(other.state);
    }

    @Override
    public void close() {
        arena.close();
    }
}
