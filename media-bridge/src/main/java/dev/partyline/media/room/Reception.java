package dev.partyline.media.room;

import dev.partyline.media.quality.LossPattern;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.ReceiveStream;
import org.jspecify.annotations.Nullable;

/** How much of a leg's stream was missed lately, and how it was spread: measured anew every five seconds of packets. */
final class Reception {
    static final long INTERVAL_NANOS = 5_000_000_000L;
    /** Fewer say nothing: a far end that suppresses silence may send none for minutes, and what was, still stands. */
    static final int LEAST_PACKETS = 50;

    private final LegCounters counters;
    private final LossPattern pattern = new LossPattern();
    private boolean begun;
    private long sinceNanos;
    private long packets;
    private long lost;
    private long bursts;

    Reception(LegCounters counters) {
        this.counters = counters;
    }

    /**
     * After each packet.
     *
     * @param refused why it was not played, if it was not: one that came too late was as good as lost
     */
    void packet(ReceiveStream stream, @Nullable DropReason refused) {
        if (refused == null || refused == DropReason.HELD) {
            pattern.heard(stream.extendedSequence());
        }
    }

    void tick(long nowNanos) {
        if (!begun) {
            begun = true;
            sinceNanos = nowNanos;
        }
        if (nowNanos - sinceNanos < INTERVAL_NANOS) {
            return;
        }
        long newPackets = pattern.packets() - packets;
        if (newPackets < LEAST_PACKETS) {
            return;
        }
        counters.missed(newPackets, pattern.lost() - lost, pattern.bursts() - bursts);
        sinceNanos = nowNanos;
        packets = pattern.packets();
        lost = pattern.lost();
        bursts = pattern.bursts();
    }
}
