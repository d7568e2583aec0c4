package dev.partyline.webrtc.peer;

import dev.partyline.media.Budget;

/**
 * How much RTP and RTCP is taken of one browser: a second's worth at once, and for long ten times what is asked of it by
 * REMB, which leaves room for a camera that does not listen.
 */
final class MediaBudget {
    private static final int PACKETS_A_SECOND = 2_000;
    private static final int BYTES_A_SECOND = 1_000_000;

    private final Budget packets = new Budget(PACKETS_A_SECOND, PACKETS_A_SECOND);
    private final Budget bytes = new Budget(BYTES_A_SECOND, BYTES_A_SECOND);

    boolean isLeft(long nowNanos) {
        return packets.isLeft(nowNanos) && bytes.isLeft(nowNanos);
    }

    /** A packet of so many bytes was taken. */
    void spend(int packetBytes, long nowNanos) {
        packets.spend(1, nowNanos);
        bytes.spend(packetBytes, nowNanos);
    }
}
