package dev.partyline.media.room;

import static dev.partyline.media.playout.PhonePlayout.FRAME_SAMPLES;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import dev.partyline.media.room.LoopCounters.Counter;
import java.util.Arrays;

/**
 * What several legs hear alike in one tick: made when the first of them asks for it, and encoded once for each codec
 * in use. G.711 has no state, so a leg may come to it and leave it from one frame to the next.
 */
@SuppressWarnings("EnumOrdinal")
final class SharedAudio {
    /** Makes the frame of a tick. */
    interface Source {
        void fill(short[] frame);
    }

    private static final int CODECS = Codec.values().length;

    private final Source source;
    private final LoopCounters counters;
    private final short[] frame = new short[FRAME_SAMPLES];
    private final byte[][] encoded = new byte[CODECS][FRAME_SAMPLES];
    private final boolean[] isEncoded = new boolean[CODECS];
    private boolean filled;

    SharedAudio(Source source, LoopCounters counters) {
        this.source = source;
        this.counters = counters;
    }

    /** The next tick: what was made is over. */
    void renew() {
        filled = false;
        Arrays.fill(isEncoded, false);
    }

    /** Whether anybody asked for it in this tick. */
    boolean made() {
        return filled;
    }

    /** The samples of this tick; not to be changed. */
    short[] frame() {
        if (!filled) {
            source.fill(frame);
            filled = true;
        }
        return frame;
    }

    byte[] encoded(Codec codec) {
        int index = codec.ordinal();
        if (!isEncoded[index]) {
            G711.encode(codec, frame(), 0, FRAME_SAMPLES, encoded[index], 0);
            isEncoded[index] = true;
            counters.count(Counter.ENCODES, 1);
        }
        return encoded[index];
    }
}
