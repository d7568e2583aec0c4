package dev.partyline.webrtc.sfu;

import dev.partyline.media.room.NtpClock;
import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** What all forwarding on one loop shares: the packet in hand, the packet being written, clock and counters. */
public final class ForwardingLoop {
    /** The longest payload that is forwarded: no path carries more in one datagram. */
    static final int LONGEST_PAYLOAD = 1500;

    private static final int OUT_BYTES = 2048;

    private final ByteBuffer out = ByteBuffer.allocate(OUT_BYTES);
    private final RtpPacket packet = new RtpPacket();
    private final RtpPacket kept = new RtpPacket();
    private final Vp8Header vp8 = new Vp8Header();
    private final long[] sequences = new long[NackGenerator.MOST_MISSING];
    private final EdgeCounters counters;
    private final NtpClock clock;
    private final RandomGenerator random;

    public ForwardingLoop(EdgeCounters counters, NtpClock clock, RandomGenerator random) {
        this.counters = counters;
        this.clock = clock;
        this.random = random;
    }

    /** An empty array-backed buffer with room for SRTP behind whatever is written. */
    ByteBuffer out() {
        return out.clear();
    }

    /** The packet that came. */
    RtpPacket packet() {
        return packet;
    }

    /** A packet out of a history. */
    RtpPacket kept() {
        return kept;
    }

    Vp8Header vp8() {
        return vp8;
    }

    /** Room for sequence numbers to ask for. */
    long[] sequences() {
        return sequences;
    }

    EdgeCounters counters() {
        return counters;
    }

    long ntpTimestamp() {
        return clock.ntpTimestamp();
    }

    RandomGenerator random() {
        return random;
    }
}
