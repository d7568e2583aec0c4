package dev.partyline.media.playout;

import dev.partyline.media.codec.OpusDecoder;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/** From the Opus packets of one stream to one frame of 20 ms at 48 kHz a tick; the counterpart of {@link PhonePlayout}. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class OpusPlayout implements AutoCloseable {
    /** Samples of a frame: 20 ms at 48 kHz. */
    public static final int FRAME_SAMPLES = 960;

    private final JitterBuffer buffer;
    private final OpusDecoder decoder;

    /** Owns the decoder from now on. */
    public OpusPlayout(JitterBuffer.Settings settings, OpusDecoder decoder) {
        buffer = new JitterBuffer(settings);
        this.decoder = decoder;
    }

    /**
     * Takes a packet that {@code ReceiveStream} accepted, or says why not.
     *
     * @param levelDbov as the packet says (RFC 6464), -127 to 0; 1 where it does not
     */
    public @Nullable DropReason insert(RtpPacket packet, long extendedSequence, int levelDbov, long nowNanos) {
        throw new UnsupportedOperationException(packet + " " + extendedSequence + " " + levelDbov + " " + nowNanos);
    }

    /** Fills the frame of this tick; to be called once every 20 ms. */
    public Playout next(short[] frame, long nowNanos) {
        throw new UnsupportedOperationException(frame.length + " " + nowNanos);
    }

    /** Starts anew with the next packet. */
    public void reset() {
        buffer.reset();
    }

    public int delayMillis() {
        return buffer.delayMillis();
    }

    public long framesConcealed() {
        return 0;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
