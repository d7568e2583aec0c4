package dev.partyline.webrtc.ice;

import java.nio.ByteBuffer;

/**
 * A first look at a datagram, without allocation: is it a Binding request (RFC 8489 section 5) whose attributes lie
 * within its bounds, and where are those that decide whether it is looked at any further? Reused from one to the next.
 *
 * <pre>
 *  0                   1                   2                   3
 * |0 0|     message type          |         message length        |
 * |                         magic cookie                          |
 * |                     transaction id (96 bits)                  |
 * |            type               |            length             |  attributes, each padded to 32 bits
 * </pre>
 */
final class BindingRequestScan {
    static final int HEADER_BYTES = 20;
    static final int ABSENT = -1;

    /** Of the whole attribute. */
    static final int INTEGRITY_BYTES = 24;

    private static final int BINDING_REQUEST = 0x0001;
    private static final int MAGIC_COOKIE = 0x2112a442;
    private static final int LARGEST_BYTES = 1_280;
    /** Two ufrags of 256 characters and a colon. */
    private static final int LONGEST_USERNAME = 513;

    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int FINGERPRINT = 0x8028;

    /** RFC 8445 section 7.1.1 and RFC 8489 section 14; the others of STUN have no place in a check. */
    private static final int PRIORITY = 0x0024;

    private static final int USE_CANDIDATE = 0x0025;
    private static final int MOST_UNKNOWN = 4;

    /** Of the attribute's value; all offsets count from the message's first byte. */
    int usernameOffset;

    int usernameBytes;

    /** Of the attribute's header. */
    int integrityOffset;

    int fingerprintOffset;

    /** Types that must be understood and are not; as many as {@link #unknownCount}. */
    final char[] unknown = new char[MOST_UNKNOWN];

    int unknownCount;

    /** RFC 7983: the first byte is 0 to 3; the magic cookie tells the rest. */
    static boolean hasStunHeader(ByteBuffer datagram) {
        int start = datagram.position();
        return datagram.remaining() >= HEADER_BYTES
                && (datagram.get(start) & 0xfc) == 0
                && datagram.getInt(start + 4) == MAGIC_COOKIE;
    }

    /** Returns whether it can be a check; what was found holds until the next scan. */
    boolean scan(ByteBuffer datagram) {
        int start = datagram.position();
        int bytes = datagram.remaining();
        if (!hasStunHeader(datagram)
                || bytes > LARGEST_BYTES
                || datagram.getShort(start) != BINDING_REQUEST
                || Short.toUnsignedInt(datagram.getShort(start + 2)) != bytes - HEADER_BYTES
                || (bytes & 3) != 0) {
            return false;
        }
        usernameOffset = ABSENT;
        usernameBytes = 0;
        integrityOffset = ABSENT;
        fingerprintOffset = ABSENT;
        unknownCount = 0;
        int offset = HEADER_BYTES;
        while (offset < bytes) {
            // FINGERPRINT is the last (RFC 8489 section 14.7).
            if (bytes - offset < 4 || fingerprintOffset != ABSENT) {
                return false;
            }
            int type = Short.toUnsignedInt(datagram.getShort(start + offset));
            int length = Short.toUnsignedInt(datagram.getShort(start + offset + 2));
            int next = offset + 4 + (length + 3 & ~3);
            if (next > bytes || !found(type, offset, length)) {
                return false;
            }
            offset = next;
        }
        return true;
    }

    private boolean found(int type, int offset, int length) {
        if (type == FINGERPRINT) {
            fingerprintOffset = offset;
            return length == 4;
        }
        if (integrityOffset != ABSENT) {
            // What follows MESSAGE-INTEGRITY is not protected by it and ignored (RFC 8489 section 14.5).
            return true;
        }
        return switch (type) {
            case USERNAME -> {
                boolean first = usernameOffset == ABSENT;
                usernameOffset = offset + 4;
                usernameBytes = length;
                yield first && length > 0 && length <= LONGEST_USERNAME;
            }
            case MESSAGE_INTEGRITY -> {
                integrityOffset = offset;
                yield length == 20;
            }
            case PRIORITY -> length == 4;
            case USE_CANDIDATE -> length == 0;
            default -> {
                // Below 0x8000: comprehension-required (RFC 8489 section 14).
                if (type < 0x8000 && unknownCount < MOST_UNKNOWN) {
                    unknown[unknownCount++] = (char) type;
                }
                yield true;
            }
        };
    }
}
