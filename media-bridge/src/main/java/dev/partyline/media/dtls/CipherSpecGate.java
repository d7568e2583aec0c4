package dev.partyline.media.dtls;

/**
 * Keeps a client's change_cipher_spec from a server that has not had its CertificateVerify. When that one was lost, the
 * library changes its cipher all the same, takes no record in the clear any more, and the CertificateVerify that is
 * sent again never reaches it: one lost datagram, and the handshake fails. The change comes again with its flight.
 */
final class CipherSpecGate {
    private static final int RECORD_HEADER = 13;
    private static final int MESSAGE_HEADER = 12;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int CERTIFICATE_VERIFY = 15;

    private boolean open;

    CipherSpecGate(boolean open) {
        this.open = open;
    }

    /** Passes a plausible datagram; returns what is left of its length. */
    int pass(byte[] datagram) {
        int left = datagram.length;
        int at = 0;
        while (!open && at < left) {
            int end = at + RECORD_HEADER + number(datagram, at + 11, 2);
            if (datagram[at] == CHANGE_CIPHER_SPEC) {
                System.arraycopy(datagram, end, datagram, at, left - end);
                left -= end - at;
            } else {
                open = datagram[at] == HANDSHAKE && verifies(datagram, at, end);
                at = end;
            }
        }
        return left;
    }

    /** Whether a record in the clear holds the last part of a CertificateVerify. */
    private static boolean verifies(byte[] datagram, int record, int end) {
        if (number(datagram, record + 3, 2) != 0) {
            return false;
        }
        int at = record + RECORD_HEADER;
        while (end - at >= MESSAGE_HEADER) {
            int fragmentEnd = number(datagram, at + 6, 3) + number(datagram, at + 9, 3);
            if (datagram[at] == CERTIFICATE_VERIFY && fragmentEnd == number(datagram, at + 1, 3)) {
                return true;
            }
            at += MESSAGE_HEADER + number(datagram, at + 9, 3);
        }
        return false;
    }

    private static int number(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        return value;
    }
}
