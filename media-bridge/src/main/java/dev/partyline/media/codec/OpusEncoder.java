package dev.partyline.media.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Opus, 48 kHz mono, frames of 20 ms or of 10 (RFC 6716). Used by one thread at a time. */
public final class OpusEncoder implements PacketEncoder {
    public static final int FRAME_SAMPLES = 960;

    private static final int SAMPLE_RATE = 48_000;
    private static final int CHANNELS = 1;
    // A mix is several voices at once, and music: modelled as one voice, each would come out up to 1.4 dB off.
    private static final int APPLICATION_AUDIO = 2049;
    private static final int SET_BITRATE = 4002;
    private static final int SET_COMPLEXITY = 4010;
    private static final int SET_INBAND_FEC = 4012;
    private static final int SET_PACKET_LOSS_PERCENT = 4014;
    private static final int EXPECTED_LOSS_PERCENT = 5;
    private static final long ALIGNMENT = 16;

    private final OpusNative opus;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment state;
    private final MemorySegment samples;
    private final MemorySegment packet;

    OpusEncoder(OpusNative opus, int bitsPerSecond, int complexity) {
        this.opus = opus;
        try {
            state = arena.allocate((int) opus.encoderGetSize.invokeExact(CHANNELS), ALIGNMENT);
            samples = arena.allocate(JAVA_SHORT, FRAME_SAMPLES);
            packet = arena.allocate(OpusFrames.MAX_PACKET_BYTES);
            check("opus_encoder_init", (int)
                    opus.encoderInit.invokeExact(state, SAMPLE_RATE, CHANNELS, APPLICATION_AUDIO));
            set(SET_BITRATE, bitsPerSecond);
            set(SET_COMPLEXITY, complexity);
            set(SET_INBAND_FEC, 1);
            set(SET_PACKET_LOSS_PERCENT, EXPECTED_LOSS_PERCENT);
        } catch (Throwable e) {
            arena.close();
            throw e instanceof OpusException refused ? refused : new OpusException("opus encoder", e);
        }
    }

    private void set(int request, int value) throws Throwable {
        check("opus_encoder_ctl " + request, (int) opus.encoderCtl.invokeExact(state, request, value));
    }

    static void check(String what, int result) {
        if (result < 0) {
            throw new OpusException(what, result);
        }
    }

    /**
     * Encodes {@value #FRAME_SAMPLES} samples.
     *
     * @param out room for the packet; {@link OpusFrames#MAX_PACKET_BYTES} always is enough
     * @return the bytes written
     */
    @Override
    public int encode(short[] frame, byte[] out) {
        return encode(frame, 0, FRAME_SAMPLES, out);
    }

    /** @param count samples of the packet: {@value #FRAME_SAMPLES} or half of it */
    public int encode(short[] frame, int offset, int count, byte[] out) {
        MemorySegment.copy(frame, offset, samples, JAVA_SHORT, 0, count);
        int room = Math.min(out.length, OpusFrames.MAX_PACKET_BYTES);
        int length;
        try {
            length = (int) opus.encode.invokeExact(state, samples, count, packet, room);
        } catch (Throwable e) {
            throw new OpusException("opus_encode", e);
        }
        if (length < 0) {
            throw new OpusException("opus_encode", length);
        }
        MemorySegment.copy(packet, JAVA_BYTE, 0, out, 0, length);
        return length;
    }

    /**
     * Goes on exactly where another encoder of the same library is. opus.h allows the state to be copied: a listener
     * who begins to talk leaves the shared encoder without a jump at his decoder.
     */
    @Override
    public void copyStateFrom(PacketEncoder other) {
        if (!(other instanceof OpusEncoder same) || same.opus != opus) {
            throw new IllegalArgumentException("encoders of two libraries");
        }
        state.copyFrom(same.state);
    }

    /** Nothing of its state can be seen; but it forgets within a few frames of the same input. */
    @Override
    public boolean isWhere(PacketEncoder other) {
        return other instanceof OpusEncoder;
    }

    @Override
    public boolean restsInSilence() {
        return true;
    }

    @Override
    public void close() {
        arena.close();
    }
}
