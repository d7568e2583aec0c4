package dev.partyline.media.rtp;

import java.nio.ByteBuffer;

/**
 * A view over the bytes of one RTP packet (RFC 3550 section 5.1), reused for each datagram.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                           timestamp                           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           synchronization source (SSRC) identifier            |
 * +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 * |            contributing source (CSRC) identifiers, 0 to 15    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  X: defined by profile        |  X: length in 32-bit words    |
 * |  payload ...                  |  P: padding, its count last   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RtpPacket {
    public static final int FIXED_HEADER_BYTES = 12;

    private static final int VERSION = 2;
    // RFC 8285 section 4.1.2.
    private static final int ONE_BYTE_PROFILE = 0xbede;
    private static final int STOP_ID = 15;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int start;
    private int payloadOffset;
    private int payloadLength;
    private int extensionsOffset;
    private int extensionsEnd;

    /**
     * Looks at the bytes from position to limit of a big-endian buffer, which must stay unchanged while the view is
     * used. Moves neither position nor limit.
     *
     * @return false where the bytes are no RTP packet; the view then holds nothing
     */
    public boolean parse(ByteBuffer datagram) {
        start = datagram.position();
        payloadOffset = start;
        payloadLength = 0;
        extensionsOffset = start;
        extensionsEnd = start;
        buffer = datagram;
        int length = datagram.remaining();
        if (length < FIXED_HEADER_BYTES) {
            return false;
        }
        int first = datagram.get(start) & 0xff;
        if (first >>> 6 != VERSION) {
            return false;
        }
        // RFC 5761 section 4: 64 to 95 with the marker bit are RTCP packet types 192 to 223.
        int payloadType = datagram.get(start + 1) & 0x7f;
        if (payloadType >= 64 && payloadType <= 95) {
            return false;
        }
        int header = FIXED_HEADER_BYTES + 4 * (first & 0x0f);
        if (header > length) {
            return false;
        }
        if ((first & 0x10) != 0) {
            if (header + 4 > length) {
                return false;
            }
            int profile = datagram.getShort(start + header) & 0xffff;
            int extensions = header + 4;
            header += 4 + 4 * (datagram.getShort(start + header + 2) & 0xffff);
            if (header > length) {
                return false;
            }
            if (profile == ONE_BYTE_PROFILE) {
                extensionsOffset = start + extensions;
                extensionsEnd = start + header;
            }
        }
        int padding = 0;
        if ((first & 0x20) != 0) {
            padding = datagram.get(start + length - 1) & 0xff;
            if (padding == 0 || header + padding > length) {
                return false;
            }
        }
        payloadOffset = start + header;
        payloadLength = length - header - padding;
        return true;
    }

    public boolean marker() {
        return buffer.get(start + 1) < 0;
    }

    public int payloadType() {
        return buffer.get(start + 1) & 0x7f;
    }

    /** The 16 bits of the wire, 0 to 65535. */
    public int sequence() {
        return buffer.getShort(start + 2) & 0xffff;
    }

    /** The 32 bits of the wire; compare by the sign of a difference. */
    public int timestamp() {
        return buffer.getInt(start + 4);
    }

    public int ssrc() {
        return buffer.getInt(start + 8);
    }

    /**
     * Finds a header extension in the one-byte form (RFC 8285 section 4.2).
     *
     * <pre>
     *  0 1 2 3 4 5 6 7
     * +-+-+-+-+-+-+-+-+
     * |  ID   |  len  |  then len + 1 bytes of value; a zero byte is padding, ID 15 ends the list
     * +-+-+-+-+-+-+-+-+
     * </pre>
     *
     * @param id 1 to 14
     * @return the absolute index of its value in {@link #buffer()}, of {@link #extensionLength} bytes; -1 for none
     */
    public int extension(int id) {
        int at = extensionsOffset;
        while (at < extensionsEnd) {
            int head = buffer.get(at) & 0xff;
            if (head == 0) {
                at++;
                continue;
            }
            int value = at + 1;
            int found = head >>> 4;
            at = value + (head & 0x0f) + 1;
            if (found == 0 || found == STOP_ID || at > extensionsEnd) {
                return -1;
            }
            if (found == id) {
                return value;
            }
        }
        return -1;
    }

    /** Bytes of the value that {@link #extension} found at this index, 1 to 16. */
    public int extensionLength(int valueIndex) {
        return (buffer.get(valueIndex - 1) & 0x0f) + 1;
    }

    /** Absolute index of the first payload byte in {@link #buffer()}. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Payload bytes without padding; may be 0. */
    public int payloadLength() {
        return payloadLength;
    }

    public ByteBuffer buffer() {
        return buffer;
    }
}
