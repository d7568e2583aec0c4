package dev.partyline.webrtc.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.webrtc.OfferRefusedException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BadOffersAreRefusedWithOneSentence {
    private static String refusal(String sdp) {
        String message = assertThrows(OfferRefusedException.class, () -> Offer.parse(sdp))
                .getMessage();
        assertFalse(message == null || message.isBlank() || message.contains("\n"));
        return message;
    }

    /** Each takes something away from, or breaks, an offer that is good. */
    @Test
    void eachForItsReason() {
        refused("a=fingerprint:.*\\r\\n", "", "the offer has no a=fingerprint with sha-256, sha-384 or sha-512");
        refused(
                "a=fingerprint:sha-256",
                "a=fingerprint:sha-1",
                "the offer has no a=fingerprint with sha-256, sha-384 or sha-512");
        refused(
                "a=fingerprint:sha-256 ..:",
                "a=fingerprint:sha-256 ",
                "the offer's a=fingerprint with sha-256 has not 32 bytes in hexadecimal with colons");
        refused("a=group:BUNDLE.*\\r\\n", "", "the offer has no a=group:BUNDLE");
        refused("a=group:BUNDLE 0 1", "a=group:BUNDLE 0", "section 1 is not in the offer's a=group:BUNDLE");
        refused("a=rtcp-mux\\r\\n", "", "section 0 has no a=rtcp-mux");
        refused("a=ice-ufrag:.*\\r\\n", "", "the offer has no a=ice-ufrag");
        refused("a=ice-pwd:.*\\r\\n", "", "the offer has no a=ice-pwd");
        refused("a=ice-pwd:.*", "a=ice-pwd:short", "the offer's a=ice-ufrag or a=ice-pwd is not by RFC 8839");
        refused("a=setup:actpass", "a=setup:passive", "the offer's a=setup is neither actpass nor active");
        refused("UDP/TLS/RTP/SAVPF", "RTP/AVP", "section 0 is not UDP/TLS/RTP/SAVPF");
        refused("a=mid:1", "a=mid:0", "two sections have the mid 0");
        refused("m=(audio|video)", "m=image", "the offer has no audio or video section");
        refused("m=audio 9", "m=audio 65536", "a section's m= is not a kind, a port, a protocol and formats");
        refused("v=0", "v=1", "the offer does not begin with v=0");
        refused("a=rtpmap:111", "a=rtpmap:128", "section 0 has a payload type that is not 0 to 127");
        refused("96", "111", "payload type 111 stands for two codecs in one BUNDLE");
    }

    private static void refused(String pattern, String by, String sentence) {
        assertEquals(sentence, refusal(Offers.text(Offers.WHIP).replaceAll(pattern, by)));
    }

    @Test
    void tooMuchOfAnything() {
        String good = Offers.text(Offers.WHIP);
        refusal(good + "a=x\r\n".repeat(15_000));
        refusal(good + "a=x\r\n".repeat(4_000));
        refusal(good + "a=" + "x".repeat(3_000));
        refusal(good.replace("m=video", "m=application 9 x y\r\na=mid:x\r\n".repeat(32) + "m=video"));
        StringBuilder ssrcs = new StringBuilder(good);
        for (int ssrc = 0; ssrc < 40; ssrc++) {
            ssrcs.append("a=ssrc:").append(ssrc).append(" cname:x\r\n");
        }
        refusal(ssrcs.toString());
        refusal("");
        refusal("v=0");
        refusal("v=0\r\n\0=");
    }

    @Test
    void fiftyThousandMutations() {
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 50_000; round++) {
            String name = Offers.ALL.get(round % 100 < 1 ? round / 100 % 2 : 2 + round % 3);
            String mutated = mutated(Offers.text(name), random);
            try {
                Offer offer = Offer.parse(mutated);
                // What is understood can be answered.
                assertTrue(Answer.of(offer, AnswerTool.parts(offer)).startsWith("v=0"));
            } catch (OfferRefusedException e) {
                refused++;
                assertFalse(String.valueOf(e.getMessage()).contains("\n"));
            }
        }
        assertTrue(refused > 5_000 && refused < 50_000, refused + " refused");
    }

    private static String mutated(String offer, Random random) {
        StringBuilder text = new StringBuilder(offer);
        for (int change = 1 + random.nextInt(6); change > 0; change--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, end);
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                case 3 -> text.insert(at, "\r\n");
                default -> text.setCharAt(at, "0123456789=:/ ;-*".charAt(random.nextInt(17)));
            }
        }
        return text.toString();
    }
}
