package dev.partyline.integration.fuzz;

import dev.partyline.webrtc.OfferRefusedException;
import dev.partyline.webrtc.sdp.Offer;
import java.nio.charset.StandardCharsets;

/** Any text as a browser's offer: understood, or refused with one sentence. */
public final class OfferFuzz {
    private OfferFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            Offer offer = Offer.parse(new String(bytes, StandardCharsets.UTF_8));
            Fuzz.check(!offer.ice().ufrag().isEmpty(), "no ufrag");
        } catch (OfferRefusedException refused) {
            String sentence = refused.getMessage();
            Fuzz.check(sentence != null && !sentence.isBlank() && !sentence.contains("\n"), "no sentence");
        }
    }
}
