package dev.partyline.media.srtp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** As much of RTP's and RTCP's headers as stands in the clear and is needed before anything is authenticated. */
final class Headers {
    static final int SRTCP_INDEX_BYTES = 4;

    private static final int RTP_BYTES = 12;
    private static final int RTCP_BYTES = 8;

    private Headers() {}

    /** Whether a whole RTP header (RFC 3550 section 5.1) and so many bytes more are there. */
    static boolean isRtp(ByteBuffer packet, int trailer) {
        int length = packet.remaining() - trailer;
        int start = packet.position();
        if (length < RTP_BYTES || (packet.get(start) & 0xc0) != 0x80) {
            return false;
        }
        int header = RTP_BYTES + 4 * (packet.get(start) & 0x0f);
        if ((packet.get(start) & 0x10) != 0) {
            if (length < header + 4) {
                return false;
            }
            header += 4 + 4 * unsignedShort(packet, start + header + 2);
        }
        return length >= header;
    }

    /** Whether the fixed part of an RTCP header and so many bytes more are there. */
    static boolean isRtcp(ByteBuffer packet, int trailer) {
        return packet.remaining() - trailer >= RTCP_BYTES && (packet.get(packet.position()) & 0xc0) == 0x80;
    }

    static int sequence(ByteBuffer packet) {
        return unsignedShort(packet, packet.position() + 2);
    }

    static int rtpSsrc(ByteBuffer packet) {
        return number(packet, packet.position() + 8);
    }

    static int rtcpSsrc(ByteBuffer packet) {
        return number(packet, packet.position() + 4);
    }

    // Whatever the buffer's byte order is.
    private static int unsignedShort(ByteBuffer packet, int at) {
        return (packet.get(at) & 0xff) << 8 | (packet.get(at + 1) & 0xff);
    }

    private static int number(ByteBuffer packet, int at) {
        int number = packet.getInt(at);
        return packet.order() == ByteOrder.BIG_ENDIAN ? number : Integer.reverseBytes(number);
    }
}
