package dev.partyline.webrtc.sdp;

import java.util.OptionalInt;

/**
 * A stream that the bridge sends in a section.
 *
 * @param rtxSsrc of its retransmissions, where the section's codec has them
 * @param cname the same for streams that play in step (RFC 3550 section 6.5.1)
 * @param streamId the MediaStream the browser puts the track in (RFC 8830)
 */
public record SentStream(int ssrc, OptionalInt rtxSsrc, String cname, String streamId, String trackId) {}
