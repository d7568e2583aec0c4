package dev.partyline.webrtc.sdp;

import dev.partyline.webrtc.OfferRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Offers as they were written by those who are to be understood. */
final class Offers {
    static final String CHROMIUM = "chromium-156-sixteen-sections.sdp";
    static final String CHROMIUM_WITH_DATA_CHANNEL = "chromium-156-with-data-channel.sdp";
    static final String FIREFOX = "firefox-form.sdp";
    static final String FIREFOX_140 = "firefox-140-nine-sections.sdp";
    static final String WHIP = "whip-publisher.sdp";
    static final String WHEP = "whep-player.sdp";
    static final List<String> ALL = List.of(CHROMIUM, CHROMIUM_WITH_DATA_CHANNEL, FIREFOX, FIREFOX_140, WHIP, WHEP);

    private Offers() {}

    static String text(String name) {
        try (InputStream in = Offers.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no offer " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Offer read(String name) throws OfferRefusedException {
        return Offer.parse(text(name));
    }
}
