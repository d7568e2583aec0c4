package dev.partyline.sip.transport;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The two facts that are needed of a message before a parser sees it: how long its body is, and which call it belongs to.
 *
 * <pre>
 *  INVITE sip:3000@192.0.2.1 SIP/2.0 CRLF
 *  Content-Length : 5 CRLF              whitespace before the colon is legal (RFC 3261 section 7.3.1)
 *  l: CRLF SP 5 CRLF                    so are the compact form and folding; two of them are not
 *  CRLF
 * </pre>
 *
 * @param contentLength as stated, or -1 where the header is absent
 */
record HeaderScan(int contentLength, @Nullable String callId) {
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** Reads the header section {@code bytes[0, end)}, which ends with the empty line. */
    static HeaderScan of(byte[] bytes, int end) throws FramingException {
        int contentLength = -1;
        String callId = null;
        int line = nextLine(bytes, 0, end);
        checkStartLine(bytes, line);
        while (line < end) {
            int next = nextLine(bytes, line, end);
            while (next < end && (bytes[next] == ' ' || bytes[next] == '\t')) {
                next = nextLine(bytes, next, end);
            }
            int colon = line;
            while (colon < next && bytes[colon] != ':') {
                colon++;
            }
            if (colon < next) {
                String name = text(bytes, line, colon);
                if (name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("l")) {
                    if (contentLength >= 0) {
                        throw new FramingException("content-length-twice");
                    }
                    contentLength = length(text(bytes, colon + 1, next));
                } else if (name.equalsIgnoreCase("Call-ID") || name.equalsIgnoreCase("i")) {
                    callId = text(bytes, colon + 1, next);
                }
            }
            line = next;
        }
        return new HeaderScan(contentLength, callId);
    }

    private static void checkStartLine(byte[] bytes, int end) throws FramingException {
        String startLine = text(bytes, 0, end);
        if (!startLine.startsWith("SIP/2.0 ") && !startLine.endsWith(" SIP/2.0")) {
            throw new FramingException("not-sip");
        }
    }

    /** RFC 3261 section 25.1: {@code 1*DIGIT}, nothing else, and no more than we take. */
    private static int length(String digits) throws FramingException {
        if (digits.isEmpty() || digits.length() > 10) {
            throw new FramingException("content-length-malformed");
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                throw new FramingException("content-length-malformed");
            }
            value = value * 10 + (c - '0');
        }
        if (value > MAX_BODY_BYTES) {
            throw new FramingException("body-too-long");
        }
        return (int) value;
    }

    private static int nextLine(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, end);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).strip();
    }
}
