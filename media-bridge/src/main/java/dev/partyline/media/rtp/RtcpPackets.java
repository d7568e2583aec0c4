package dev.partyline.media.rtp;

import java.nio.ByteBuffer;

/**
 * Walks through the packets of one RTCP datagram, compound (RFC 3550 section 6.1) or of reduced size (RFC 5506), once
 * it was found whole: version 2 throughout, lengths that add up, padding on the last one only.
 */
public final class RtcpPackets {
    private static final int HEADER_BYTES = 8;
    // More than any honest browser puts into one datagram.
    private static final int MOST_PACKETS = 32;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int at;
    private int next;
    private int limit;
    private int end;

    /**
     * Looks at the bytes from position to limit of a big-endian buffer, which must stay unchanged while they are walked
     * through; moves neither.
     *
     * @return false where they are no RTCP: then there is nothing to walk through
     */
    public boolean parse(ByteBuffer datagram) {
        buffer = datagram;
        at = datagram.position();
        next = at;
        limit = at;
        end = at;
        if (!wellFormed(datagram)) {
            return false;
        }
        limit = datagram.limit();
        return true;
    }

    private static boolean wellFormed(ByteBuffer datagram) {
        int end = datagram.limit();
        int at = datagram.position();
        if (at == end) {
            return false;
        }
        for (int packets = 0; at < end; packets++) {
            if (packets == MOST_PACKETS || end - at < HEADER_BYTES || (datagram.get(at) & 0xc0) != 0x80) {
                return false;
            }
            int type = datagram.get(at + 1) & 0xff;
            int bytes = packetBytes(datagram, at);
            if (type < 192 || type > 223 || bytes < HEADER_BYTES || bytes > end - at) {
                return false;
            }
            if ((datagram.get(at) & 0x20) != 0) {
                int padding = datagram.get(end - 1) & 0xff;
                if (at + bytes != end || padding == 0 || padding > bytes - HEADER_BYTES) {
                    return false;
                }
            }
            at += bytes;
        }
        return true;
    }

    private static int packetBytes(ByteBuffer datagram, int at) {
        return 4 * ((datagram.getShort(at + 2) & 0xffff) + 1);
    }

    /** Goes to the next packet; false behind the last one. */
    public boolean next() {
        if (next >= limit) {
            return false;
        }
        at = next;
        next = at + packetBytes(buffer, at);
        boolean padded = (buffer.get(at) & 0x20) != 0;
        end = padded ? next - (buffer.get(next - 1) & 0xff) : next;
        return true;
    }

    /** Packet type, 192 to 223. */
    public int type() {
        return buffer.get(at + 1) & 0xff;
    }

    /** The five bits behind the version: a count of blocks, or the format of a feedback message. */
    public int count() {
        return buffer.get(at) & 0x1f;
    }

    /** The first word behind the header: whose packet it is. */
    public int senderSsrc() {
        return buffer.getInt(at + 4);
    }

    /** Absolute index of what stands behind the sender's SSRC, in {@link #buffer()}. */
    public int body() {
        return at + HEADER_BYTES;
    }

    /** Absolute index behind the packet's last byte, padding left out. */
    public int end() {
        return end;
    }

    public ByteBuffer buffer() {
        return buffer;
    }
}
