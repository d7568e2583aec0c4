package dev.partyline.sip.sdp;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.sdp.OfferAnswer.Answered;
import dev.partyline.sip.sdp.OfferAnswer.Refused;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileDescriptionsAreRefused {
    private static final LocalAudio LOCAL = new LocalAudio(InetAddress.ofLiteral("198.51.100.1"), 20000, 7, 1);
    private static final String HEAD = "v=0\r\no=- 1 2 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n";
    private static final String WHOLE = HEAD
            + "m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\n"
            + "a=rtcp:4001 IN IP4 192.0.2.9\r\na=sendonly\r\nm=video 5000 RTP/AVP 31\r\nc=IN IP6 2001:db8::1\r\n";

    private static void refused(String sdp, String reason) {
        assertEquals(
                reason,
                assertThrows(SdpException.class, () -> SessionDescription.parse(sdp))
                        .reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            '';                                    no origin
            v=0;                                   no origin
            v=1;                                   version
            o=- 1 2 IN IP4 1.1.1.1;                version
            v=0|o=- x 2 IN IP4 1.1.1.1;            origin
            v=0|o=- 1 -2 IN IP4 1.1.1.1;           origin
            v=0|o=- 1 2 IN IP4;                    origin
            v=0|o=- 1 2 IN IP4 1|o=- 1 2 IN IP4 1; origin
            v=0|x;                                 line
            v=0|audio;                             line
            v=0|;                                  no origin
            v=0|o=- 1 2 IN IP4 1||c=IN IP4 1.1.1.1; line
            v=0|o=- 1 2 IN IP4 1|t=0;              timing
            v=0|o=- 1 2 IN IP4 1|t=0 x;            timing
            v=0|o=- 1 2 IN IP4 1|a=;               attribute
            v=0|o=- 1 2 IN IP4 1|a=a b;            attribute
            v=0|o=- 1 2 IN IP4 1|m=audio 4000 RTP/AVP;     stream
            v=0|o=- 1 2 IN IP4 1|m=audio 65536 RTP/AVP 0;  stream
            v=0|o=- 1 2 IN IP4 1|m=audio 999999 RTP/AVP 0; stream
            v=0|o=- 1 2 IN IP4 1|m=audio -1 RTP/AVP 0;     stream
            v=0|o=- 1 2 IN IP4 1|m=audio +1 RTP/AVP 0;     stream
            v=0|o=- 1 2 IN IP4 1|m=audio ４０ RTP/AVP 0;    stream
            v=0|o=- 1 2 IN IP4 1|m=au<io 40 RTP/AVP 0;     stream
            v=0|o=- 1 2 IN IP4 1|m=audio 40 RTP//AVP 0;    stream
            v=0|o=- 1 2 IN IP4 1|m=audio 40 RTP/AVP <0>;   format
            """)
    void aBrokenLineIsNamed(String sdp, String reason) {
        refused(sdp.replace("|", "\r\n") + "\r\n", reason);
    }

    @Test
    void controlCharactersAreRefused() {
        refused(HEAD + "a=x:\0\r\n", "line");
        refused(HEAD + "a=x:\r\r\n", "line");
    }

    @Test
    void everythingHasALimit() throws SdpException {
        refused(HEAD + "a=x:" + "y".repeat(64 * 1024), "too long");
        refused(HEAD + "a=x\r\n".repeat(496), "too many lines");
        refused(HEAD + "m=audio 1 RTP/AVP 0\r\n".repeat(9), "too many streams");
        refused(HEAD + "m=audio 1 RTP/AVP" + " 0".repeat(33), "stream");

        assertEquals(
                8,
                SessionDescription.parse(HEAD + "m=audio 1 RTP/AVP 0\r\n".repeat(8))
                        .media()
                        .size());
        assertEquals(
                32,
                SessionDescription.parse(HEAD + "m=audio 1 RTP/AVP" + " 0".repeat(32))
                        .media()
                        .getFirst()
                        .formats()
                        .size());
        assertDoesNotThrow(() -> SessionDescription.parse(HEAD + "a=x\r\n".repeat(495)));
    }

    @Test
    void linesOfAnOldOrAnotherKindAreReadOver() throws SdpException {
        SessionDescription read = SessionDescription.parse("""
                v=0
                o=root 1 2 IN IP4 host.example
                s=Asterisk
                b=CT:384
                z=0 0
                k=clear:x
                t=0 0
                m=audio 4000 RTP/AVP 0
                i=title
                b=AS:64


                """);

        assertEquals(1, read.media().size());
    }

    @Test
    void aDescriptionCutAnywhereIsAnsweredOrRefusedButNeverThrown() {
        for (int length = 0; length <= WHOLE.length(); length++) {
            judged(WHOLE.substring(0, length));
        }
    }

    @Test
    void anyBytesAreAnsweredOrRefusedButNeverThrown() {
        Random random = new Random(11);
        byte[] whole = WHOLE.getBytes(StandardCharsets.ISO_8859_1);
        int answered = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] mutated = whole.clone();
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                int at = random.nextInt(mutated.length);
                mutated[at] = switch (random.nextInt(4)) {
                    case 0 -> (byte) random.nextInt(256);
                    case 1 -> (byte) "0123456789 :/=.-\r\n".charAt(random.nextInt(18));
                    case 2 -> mutated[random.nextInt(mutated.length)];
                    default -> (byte) (mutated[at] ^ 1 << random.nextInt(8));
                };
            }
            answered += judged(new String(mutated, StandardCharsets.ISO_8859_1)) ? 1 : 0;
        }
        assertTrue(answered > 1000 && answered < 59_000, "answered " + answered);
    }

    /** Our answer must be readable by the same reader, and have a line for each of the offer's. */
    private static boolean judged(String sdp) {
        return switch (OfferAnswer.answer(sdp, LOCAL, null)) {
            case Refused _ -> {
                assertDoesNotThrow(() -> OfferAnswer.accept(sdp, LOCAL, null));
                yield false;
            }
            case Answered answered -> {
                assertDoesNotThrow(() -> OfferAnswer.accept(sdp, LOCAL, null));
                SessionDescription ours = assertDoesNotThrow(() -> SessionDescription.parse(answered.sdp()));
                SessionDescription theirs = assertDoesNotThrow(() -> SessionDescription.parse(sdp));
                assertEquals(theirs.media().size(), ours.media().size());
                yield true;
            }
        };
    }
}
