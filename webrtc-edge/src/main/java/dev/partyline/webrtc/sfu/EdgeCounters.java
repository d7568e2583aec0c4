package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.DropReason;
import java.util.concurrent.atomic.AtomicLongArray;

/** What one loop's browsers have counted so far. The loop alone writes; anybody may read, at no cost to the loop. */
// An ordinal is an index of this run, never stored or sent.
@SuppressWarnings("EnumOrdinal")
public final class EdgeCounters {
    /** What is counted, and one gauge. */
    public enum Counter {
        BROWSERS,
        RTP_RECEIVED,
        RTP_SENT,
        RTP_UNSENT,
        RTCP_RECEIVED,
        RTCP_SENT,
        STUN_RECEIVED,
        STUN_ANSWERED,
        DTLS_RECEIVED,
        NACKS_RECEIVED,
        NACKS_SENT,
        RTX_RECEIVED,
        RESENT,
        RESEND_REFUSED,
        PLI_RECEIVED,
        PLI_SENT,
        /** From an address that passed no check. */
        DROPPED_STRANGER,
        /** No protocol of RFC 7983 that is spoken here. */
        DROPPED_UNKNOWN,
        /** Media before there are keys, or DTLS that its handshake has no room for. */
        DROPPED_EARLY,
        /** More RTP and RTCP of one browser than any sends. */
        MEDIA_OVER_BUDGET,
        /** More of a handshake than any is long. */
        DTLS_OVER_BUDGET,
        LISTENER_FAULTS,
        /** Browsers that broke on their way out. */
        LEAVE_FAULTS
    }

    private static final int COUNTERS = Counter.values().length;

    private final AtomicLongArray values = new AtomicLongArray(COUNTERS + DropReason.count());

    public void count(Counter counter) {
        count(counter, 1);
    }

    public void count(Counter counter, long more) {
        add(counter.ordinal(), more);
    }

    public void count(DropReason reason) {
        add(COUNTERS + reason.ordinal(), 1);
    }

    public void set(Counter gauge, long value) {
        values.setOpaque(gauge.ordinal(), value);
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
