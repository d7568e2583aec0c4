package dev.partyline.webrtc.sfu;

import java.util.random.RandomGenerator;

/**
 * One outgoing stream out of several incoming ones, one after the other: its sequence numbers and timestamps go on
 * without a step, as if it had always been the same sender (RFC 3550 section 5.1).
 */
final class StreamContinuity {
    private static final double NANOS_A_SECOND = 1e9;

    private final int clockRate;
    private boolean begun;
    private long sequenceOffset;
    private int timestampOffset;
    private long firstSequence;
    private long highestSequence;
    private int highestTimestamp;
    private long highestNanos;

    /** @param clockRate timestamp units a second */
    StreamContinuity(int clockRate, RandomGenerator random) {
        this.clockRate = clockRate;
        // Above all that a source can count back; its 16 bits are random as they should be.
        highestSequence = (1L << 32) + (random.nextInt() & 0xffff);
        highestTimestamp = random.nextInt();
    }

    /** From here on another source, or the same after a pause; its first packet is this one. */
    void join(long extendedSequence, int timestamp, long nowNanos) {
        sequenceOffset = highestSequence + 1 - extendedSequence;
        // At least 20 ms on, however close the two packets came: no two frames share a timestamp.
        long units = begun ? (long) ((nowNanos - highestNanos) / NANOS_A_SECOND * clockRate) : 0;
        timestampOffset = highestTimestamp + (int) Math.max(units, clockRate / 50) - timestamp;
        firstSequence = extendedSequence;
        begun = true;
    }

    /** Whether a packet of the present source belongs to the stream: those before its first one do not. */
    boolean covers(long extendedSequence) {
        return extendedSequence >= firstSequence;
    }

    /** Notes a packet that is about to be sent. */
    void passed(long extendedSequence, int timestamp, long nowNanos) {
        long outgoing = extendedSequence + sequenceOffset;
        if (outgoing > highestSequence) {
            highestSequence = outgoing;
            highestTimestamp = timestamp(timestamp);
            highestNanos = nowNanos;
        }
    }

    /** The 16 bits that go out for a source's sequence number. */
    int sequence(long extendedSequence) {
        return (int) (extendedSequence + sequenceOffset) & 0xffff;
    }

    /** What goes out for a source's timestamp. */
    int timestamp(int timestamp) {
        return timestamp + timestampOffset;
    }

    /** The source's sequence number behind one that went out, or -1 where it was another source's. */
    long sourceSequence(int sequence) {
        long outgoing = highestSequence - ((highestSequence - sequence) & 0xffff);
        long source = outgoing - sequenceOffset;
        return begun && source >= firstSequence ? source : -1;
    }
}
