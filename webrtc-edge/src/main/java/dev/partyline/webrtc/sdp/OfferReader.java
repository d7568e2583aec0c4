package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.OfferRefusedException;

@SuppressWarnings("DoNotCallSuggester")
final class OfferReader {
    private OfferReader() {}

    static Offer read(String sdp) throws OfferRefusedException {
        throw new OfferRefusedException(sdp);
    }
}
