package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.ice.IceCredentials;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What the bridge puts into an answer.
 *
 * @param sessionId the same for all answers to one PeerConnection
 * @param version one more for each of them
 * @param sha256Fingerprint of the bridge's certificate, {@code AB:CD:…}
 * @param candidates the bridge's addresses, the preferred first; resolved
 * @param sections as many as offered, in their order
 */
public record AnswerParts(
        long sessionId,
        long version,
        IceCredentials ice,
        String sha256Fingerprint,
        List<InetSocketAddress> candidates,
        List<AnsweredSection> sections) {
    public AnswerParts {
        candidates = List.copyOf(candidates);
        sections = List.copyOf(sections);
    }
}
