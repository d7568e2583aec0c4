package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.OfferRefusedException;
import dev.partyline.webrtc.ice.IceCredentials;
import java.util.List;

/**
 * A browser's offer, checked: everything that flows is in one BUNDLE over one transport with rtcp-mux.
 *
 * @param ice the browser's credentials
 * @param fingerprint of its certificate, e.g. {@code sha-256 AB:CD:…}; sha-256, sha-384 or sha-512
 * @param extmapAllowMixed RFC 8285 section 4.1.2
 * @param sections all of them, in order
 */
public record Offer(IceCredentials ice, String fingerprint, boolean extmapAllowMixed, List<OfferedSection> sections) {
    public Offer {
        sections = List.copyOf(sections);
    }

    public static Offer parse(String sdp) throws OfferRefusedException {
        return OfferReader.read(sdp);
    }
}
