package dev.partyline.webrtc.sfu;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber was sent of video without RTX, as it went out: so it goes out again when it is missed, for under
 * SRTP an index may never carry other bytes (RFC 3711 section 9.1). Costs nothing before there is anything to keep.
 */
final class SentHistory {
    private @Nullable PacketHistory packets;

    /** @param datagram protected, from position to limit */
    void keep(ByteBuffer datagram, int ssrc, int sequence, long nowNanos) {
        if (packets == null) {
            packets = new PacketHistory();
        }
        packets.keep(datagram, name(ssrc, sequence), nowNanos);
    }

    /** The packet as it went out, until the next is kept; null where it is gone or never was. */
    @Nullable
    ByteBuffer find(int ssrc, int sequence, long nowNanos) {
        return packets == null ? null : packets.find(name(ssrc, sequence), nowNanos);
    }

    private static long name(int ssrc, int sequence) {
        return ((long) ssrc << 16) | sequence;
    }
}
