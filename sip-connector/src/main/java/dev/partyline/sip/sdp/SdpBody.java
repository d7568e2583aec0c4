package dev.partyline.sip.sdp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The session description in a body: the whole of it, or one part among others, as gateways to the telephone network
 * send it (RFC 3261 section 7.4, RFC 2046 section 5.1, RFC 3204):
 *
 * <pre>
 * Content-Type: multipart/mixed;boundary=x
 *
 * --x CRLF Content-Type: application/sdp CRLF CRLF v=0 ... CRLF
 * --x CRLF Content-Type: application/isup;version=itu-t92+ CRLF CRLF (bytes) CRLF
 * --x-- CRLF
 * </pre>
 */
public final class SdpBody {
    private static final int MAX_PARTS = 16;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary\\s*=\\s*(?:\"([^\"]{1,70})\"|([^;\"\\s]{1,70}))");
    private static final Pattern SDP_PART =
            Pattern.compile("(?im)^Content-Type\\s*:\\s*application/sdp\\s*(?:;[^\\r\\n]*)?\\r?$");

    private SdpBody() {}

    /**
     * Empty where there is no body; null where there is one without a description that we can read.
     *
     * @param type the value of Content-Type; null where there is none
     */
    public static @Nullable String of(@Nullable String type, String body) {
        return body.isEmpty() ? "" : type == null ? null : found(type.strip(), body);
    }

    private static @Nullable String found(String type, String body) {
        String plain = type.split(";", 2)[0].strip();
        if (plain.equalsIgnoreCase("application/sdp")) {
            return body;
        }
        Matcher boundary = BOUNDARY.matcher(type);
        return plain.equalsIgnoreCase("multipart/mixed") && boundary.find()
                ? part(body, boundary.group(1) != null ? boundary.group(1) : boundary.group(2))
                : null;
    }

    private static @Nullable String part(String body, String boundary) {
        String[] parts = ("\r\n" + body).split(Pattern.quote("\r\n--" + boundary), MAX_PARTS + 1);
        for (int i = 1; i < parts.length && !parts[i].startsWith("--"); i++) {
            int end = parts[i].indexOf("\r\n\r\n");
            if (end >= 0 && SDP_PART.matcher(parts[i].substring(0, end)).find()) {
                return parts[i].substring(end + 4);
            }
        }
        return null;
    }
}
