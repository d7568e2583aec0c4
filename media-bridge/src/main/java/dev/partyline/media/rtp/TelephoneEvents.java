package dev.partyline.media.rtp;

/**
 * Keys out of RFC 4733 packets, each press once.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |     event     |E|R| volume    |          duration             |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * A press is known by its timestamp and told with the first packet that carries it, whichever of them that is: a
 * start without marker, an update, or an end. Nothing waits for an end, which may be lost.
 */
public final class TelephoneEvents {
    private static final String KEYS = "0123456789*#ABCD";
    private static final int PAYLOAD_BYTES = 4;
    // After so long a lower timestamp is a new clock and no reordering.
    private static final long REORDER_NANOS = 2_000_000_000L;
    private static final int LONGEST_SEGMENT = 0xffff;
    // A segment may be cut one packet of 60 ms at 8 kHz before its duration is full.
    private static final int SEGMENT_SLACK = 480;

    private boolean any;
    private int timestamp;
    private int event;
    private boolean ended;
    private long heardNanos;

    /** @return the key, {@code 0-9 * # A-D}, or -1 where the packet tells nothing new */
    public int accept(RtpPacket packet, long nowNanos) {
        if (packet.payloadLength() < PAYLOAD_BYTES) {
            return -1;
        }
        int code = packet.buffer().get(packet.payloadOffset()) & 0xff;
        if (code >= KEYS.length()) {
            return -1;
        }
        boolean end = packet.buffer().get(packet.payloadOffset() + 1) < 0;
        int ahead = packet.timestamp() - timestamp;
        if (any && (ahead == 0 || (ahead < 0 && nowNanos - heardNanos < REORDER_NANOS))) {
            if (ahead == 0) {
                ended |= end;
                heardNanos = nowNanos;
            }
            return -1;
        }
        // RFC 4733 section 2.5.1.3: a key held longer than the duration can say goes on in a new segment.
        boolean segment = any
                && !ended
                && !packet.marker()
                && code == event
                && ahead <= LONGEST_SEGMENT
                && ahead >= LONGEST_SEGMENT - SEGMENT_SLACK;
        any = true;
        timestamp = packet.timestamp();
        event = code;
        ended = end;
        heardNanos = nowNanos;
        return segment ? -1 : KEYS.charAt(code);
    }

    /** Forgets the clock of a source that the stream has left. */
    public void reset() {
        any = false;
    }
}
