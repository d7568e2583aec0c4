package dev.partyline.media.dtls;

import java.nio.ByteBuffer;

/**
 * What a datagram of DTLS looks like, as far as it is in the clear; the rest is not worth a place in the queue.
 *
 * <pre>
 * record (RFC 6347 section 4.1): type 1 | version 2 | epoch 2 | sequence 6 | length 2 | ...
 * handshake (section 4.2.2):     type 1 | length 3 | message_seq 2 | fragment_offset 3 | fragment_length 3 | ...
 * </pre>
 */
final class Records {
    /** A chain of certificates is the longest message; the library takes any length on trust and allocates it. */
    static final int LONGEST_MESSAGE = 16_384;

    private static final int RECORD_HEADER = 13;
    private static final int MESSAGE_HEADER = 12;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int HEARTBEAT = 24;

    private Records() {}

    /** Whether the bytes from position to limit are whole records, and no handshake message among them is too long. */
    static boolean plausible(ByteBuffer datagram) {
        int at = datagram.position();
        int end = datagram.limit();
        if (at == end) {
            return false;
        }
        while (at < end) {
            if (end - at < RECORD_HEADER) {
                return false;
            }
            int type = datagram.get(at) & 0xff;
            int length = number(datagram, at + 11, 2);
            if (type < CHANGE_CIPHER_SPEC || type > HEARTBEAT || (datagram.get(at + 1) & 0xff) != 0xfe) {
                return false;
            }
            int body = at + RECORD_HEADER;
            if (length > end - body) {
                return false;
            }
            boolean clear = number(datagram, at + 3, 2) == 0;
            if (clear && type == HANDSHAKE && !messages(datagram, body, body + length)) {
                return false;
            }
            at = body + length;
        }
        return true;
    }

    private static boolean messages(ByteBuffer datagram, int from, int end) {
        int at = from;
        while (end - at >= MESSAGE_HEADER) {
            int length = number(datagram, at + 1, 3);
            int offset = number(datagram, at + 6, 3);
            int fragment = number(datagram, at + 9, 3);
            if (length > LONGEST_MESSAGE || offset + fragment > length) {
                return false;
            }
            at += MESSAGE_HEADER + fragment;
        }
        return at == end;
    }

    private static int number(ByteBuffer bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | (bytes.get(at + i) & 0xff);
        }
        return value;
    }
}
