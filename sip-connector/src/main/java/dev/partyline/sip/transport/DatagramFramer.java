package dev.partyline.sip.transport;

import java.util.Arrays;

/**
 * One datagram is one message (RFC 3261 section 18.3): what follows the stated length is cut off, and less than the
 * stated length is no message.
 */
final class DatagramFramer {
    static final int MAX_DATAGRAM_BYTES = 32 * 1024;

    private DatagramFramer() {}

    static SipFramer.Framed.Message frame(byte[] datagram) throws FramingException {
        int headerEnd = headerEnd(datagram);
        HeaderScan scan = HeaderScan.of(datagram, headerEnd);
        int body = datagram.length - headerEnd;
        if (scan.contentLength() > body) {
            throw new FramingException("datagram-cut-short");
        }
        int length = scan.contentLength() < 0 ? datagram.length : headerEnd + scan.contentLength();
        return new SipFramer.Framed.Message(
                length == datagram.length ? datagram : Arrays.copyOf(datagram, length), scan.callId());
    }

    /** Where the body begins. */
    static int headerEnd(byte[] datagram) throws FramingException {
        int limit = Math.min(datagram.length, SipFramer.MAX_HEADER_BYTES);
        for (int i = 0; i < limit; i++) {
            byte b = datagram[i];
            if (b == 0) {
                throw new FramingException("nul-in-header");
            }
            boolean afterCarriageReturn = i > 0 && datagram[i - 1] == '\r';
            if (afterCarriageReturn != (b == '\n')) {
                throw new FramingException("bare-line-end");
            }
            if (b == '\n' && i >= 3 && datagram[i - 2] == '\n') {
                return i + 1;
            }
        }
        throw new FramingException(datagram.length > limit ? "header-too-long" : "datagram-cut-short");
    }
}
