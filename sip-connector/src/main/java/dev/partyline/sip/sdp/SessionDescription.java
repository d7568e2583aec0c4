package dev.partyline.sip.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session description as far as offer and answer need it (RFC 8866).
 *
 * @param timing the value of the t-line, which an answer repeats (RFC 3264 section 6)
 * @param connection the session's c-line; null where every stream has its own
 * @param direction the session's direction attribute; null where there is none
 */
public record SessionDescription(
        Origin origin,
        String timing,
        @Nullable Connection connection,
        @Nullable StreamDirection direction,
        List<MediaDescription> media) {

    /**
     * Which session this is, and which version of it.
     *
     * @param sessionId digits
     * @param version digits; one more at each change
     */
    public record Origin(String sessionId, String version) {}

    public SessionDescription {
        media = List.copyOf(media);
    }

    /**
     * Reads a description from the wire, with either line end. Limits: 64 KiB, 500 lines, 8 m-lines, 32 formats each.
     */
    public static SessionDescription parse(String text) throws SdpException {
        return new SdpReader().read(text);
    }
}
