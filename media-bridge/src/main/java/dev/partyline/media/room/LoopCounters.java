package dev.partyline.media.room;

import dev.partyline.media.rtp.DropReason;
import java.util.concurrent.atomic.AtomicLongArray;

/** What one loop has counted so far. The loop alone writes; anybody may read, at no cost to the loop. */
// An ordinal is an index of this run, never stored or sent.
@SuppressWarnings("EnumOrdinal")
public final class LoopCounters {
    /** What is counted, and two gauges. */
    public enum Counter {
        LEGS,
        ROOMS,
        PACKETS_RECEIVED,
        PACKETS_SENT,
        PACKETS_UNSENT,
        PACKETS_LOST,
        FRAMES_CONCEALED,
        /** Of phones: time was stretched or shrunk in them. */
        FRAMES_STRETCHED,
        /** Of phones: playout ran dry, and what came then had only been late. */
        UNDERRUNS,
        ENCODES,
        /** Those of them that were Opus. */
        OPUS_ENCODES,
        /** Packets of browsers that were handed to a decoder, and not only looked at. */
        OPUS_PACKETS_PLAYED,
        RTCP_RECEIVED,
        RTCP_SENT,
        LEG_FAULTS
    }

    private static final int COUNTERS = Counter.values().length;

    private final AtomicLongArray values = new AtomicLongArray(COUNTERS + DropReason.count());

    void count(Counter counter, long more) {
        add(counter.ordinal(), more);
    }

    void set(Counter gauge, long value) {
        values.setOpaque(gauge.ordinal(), value);
    }

    void count(DropReason reason) {
        add(COUNTERS + reason.ordinal(), 1);
    }

    private void add(int index, long more) {
        values.setOpaque(index, values.getPlain(index) + more);
    }

    public long value(Counter counter) {
        return values.getOpaque(counter.ordinal());
    }

    public long value(DropReason reason) {
        return values.getOpaque(COUNTERS + reason.ordinal());
    }
}
