package dev.partyline.media.playout;

import dev.partyline.media.codec.OpusDecoder;
import dev.partyline.media.codec.OpusFrames;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From the Opus packets of one stream to one frame of 20 ms at 48 kHz a tick, in the order in which they come. */
public final class OpusPlayout implements AutoCloseable {
    public static final int FRAME_SAMPLES = 960;

    private static final int MOST_FRAMES = 20;
    private static final int SILENT_DBOV = -127;

    private final int startFrames;
    private final OpusDecoder decoder;
    private final byte[] packetBytes = new byte[1500];
    private final short[] decoded = new short[OpusFrames.MAX_SAMPLES];
    private final short[][] frames = new short[MOST_FRAMES][FRAME_SAMPLES];
    private final boolean[] silent = new boolean[MOST_FRAMES];
    private int first;
    private int count;
    private boolean waiting = true;

    /** Owns the decoder from now on. */
    public OpusPlayout(JitterBuffer.Settings settings, OpusDecoder decoder) {
        startFrames = Math.max(1, settings.startDelayMillis() / 20);
        this.decoder = decoder;
    }

    /** @param levelDbov as the packet says (RFC 6464), -127 to 0; 1 where it does not */
    public @Nullable DropReason insert(RtpPacket packet, long extendedSequence, int levelDbov, long nowNanos) {
        int length = packet.payloadLength();
        if (length > packetBytes.length) {
            return DropReason.OVERSIZED;
        }
        int samples = FRAME_SAMPLES;
        if (levelDbov != SILENT_DBOV) {
            packet.buffer().get(packet.payloadOffset(), packetBytes, 0, length);
            samples = decoder.decode(packetBytes, length, decoded);
        }
        if (samples < 0 || samples % FRAME_SAMPLES != 0) {
            return DropReason.MALFORMED;
        }
        for (int from = 0; from < samples; from += FRAME_SAMPLES) {
            if (count == MOST_FRAMES) {
                return DropReason.FLOODED;
            }
            int place = (first + count++) % MOST_FRAMES;
            silent[place] = levelDbov == SILENT_DBOV;
            System.arraycopy(decoded, from, frames[place], 0, FRAME_SAMPLES);
        }
        return null;
    }

    /** Fills the frame of this tick; to be called once every 20 ms. */
    public Playout next(short[] frame, long nowNanos) {
        waiting &= count < startFrames;
        if (waiting || count == 0 || silent[first]) {
            Arrays.fill(frame, 0, FRAME_SAMPLES, (short) 0);
            if (!waiting && count > 0) {
                advance();
            }
            return Playout.SILENCE;
        }
        System.arraycopy(frames[first], 0, frame, 0, FRAME_SAMPLES);
        advance();
        return Playout.FRAME;
    }

    private void advance() {
        first = (first + 1) % MOST_FRAMES;
        count--;
    }

    /** Starts anew with the next packet. */
    public void reset() {
        count = 0;
        waiting = true;
    }

    public int delayMillis() {
        return 20 * count;
    }

    public long framesConcealed() {
        return 0;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
