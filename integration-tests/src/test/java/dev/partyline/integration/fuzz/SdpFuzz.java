package dev.partyline.integration.fuzz;

import dev.partyline.sip.sdp.Encryption;
import dev.partyline.sip.sdp.LocalAudio;
import dev.partyline.sip.sdp.OfferAnswer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Any text as a phone's offer, and as its answer: agreed on, or refused; and what we answer is no longer for it. */
public final class SdpFuzz {
    private static final LocalAudio LOCAL = new LocalAudio(
            InetAddress.ofLiteral("198.51.100.1"), 20_000, 7, 1, Encryption.possible(false, new Random(1)));
    private static final int LONGEST_ANSWER = 2_000;

    private SdpFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (OfferAnswer.answer(text, LOCAL, null) instanceof OfferAnswer.Answered answered) {
            Fuzz.check(answered.sdp().length() <= LONGEST_ANSWER + text.length(), "an answer without end");
            Fuzz.check(answered.sdp().startsWith("v=0\r\n"), "no description");
            Fuzz.check(
                    answered.stream().packetMillis() >= 10 && answered.stream().packetMillis() <= 60,
                    "packets of " + answered.stream().packetMillis() + " ms");
        }
        OfferAnswer.accept(text, LOCAL, null);
    }
}
