package dev.partyline.webrtc.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.webrtc.OfferRefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnswersSayWhatBrowsersNeed {
    /** The lines of the session and of each section. */
    private static List<List<String>> answered(String name) throws OfferRefusedException {
        Offer offer = Offers.read(name);
        String answer = Answer.of(offer, AnswerTool.parts(offer));
        assertTrue(answer.endsWith("\r\n"));
        return Arrays.stream(answer.split("(?=m=)", -1))
                .map(part -> List.of(part.split("\r\n", 0)))
                .toList();
    }

    @Test
    void chromiumsSectionsKeepTheirOrderAndDirections() throws OfferRefusedException {
        List<List<String>> parts = answered(Offers.CHROMIUM);
        assertEquals(17, parts.size());
        List<String> session = parts.getFirst();
        assertTrue(session.contains("a=ice-lite"));
        assertTrue(session.contains("a=extmap-allow-mixed"));
        assertTrue(session.contains("a=group:BUNDLE 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"));
        for (int index = 0; index < 16; index++) {
            List<String> section = parts.get(index + 1);
            assertTrue(section.contains("a=mid:" + index));
            assertTrue(section.contains(index < 2 ? "a=recvonly" : "a=sendonly"));
            assertTrue(section.contains("a=setup:passive"));
            assertTrue(section.contains("a=rtcp-mux"));
            assertTrue(section.contains("a=rtcp-rsize"));
            assertEquals(index == 0, section.contains("a=end-of-candidates"), "the first alone has candidates");
            boolean video = index == 1 || index >= 7;
            assertTrue(section.getFirst()
                    .startsWith(
                            video ? "m=video 40000 UDP/TLS/RTP/SAVPF 96 97" : "m=audio 40000 UDP/TLS/RTP/SAVPF 111"));
            assertEquals(index >= 2, section.stream().anyMatch(line -> line.startsWith("a=ssrc:")));
            assertEquals(index >= 7, section.stream().anyMatch(line -> line.startsWith("a=ssrc-group:FID ")));
            assertFalse(section.stream().anyMatch(line -> line.contains("transport-cc")));
        }
        List<String> first = parts.get(1);
        assertTrue(first.contains("a=candidate:1 1 udp 2130706431 127.0.0.1 40000 typ host"));
        assertTrue(first.contains("a=candidate:2 1 udp 2130706175 0:0:0:0:0:0:0:1 40000 typ host"));
        assertTrue(first.contains("a=fmtp:111 minptime=10;useinbandfec=1;usedtx=0"));
        assertTrue(first.contains("a=extmap:1 " + HeaderExtension.AUDIO_LEVEL));
        List<String> camera = parts.get(2);
        assertTrue(camera.containsAll(List.of(
                "a=rtpmap:96 VP8/90000",
                "a=rtcp-fb:96 nack",
                "a=rtcp-fb:96 nack pli",
                "a=rtcp-fb:96 ccm fir",
                "a=rtcp-fb:96 goog-remb",
                "a=rtpmap:97 rtx/90000",
                "a=fmtp:97 apt=96")));
    }

    @Test
    void aDataChannelIsRefusedInItsPlace() throws OfferRefusedException {
        List<List<String>> parts = answered(Offers.FIREFOX);
        assertEquals(
                "m=application 0 UDP/DTLS/SCTP webrtc-datachannel", parts.get(4).getFirst());
        assertTrue(parts.getFirst().contains("a=group:BUNDLE 0 1 2"));
        assertTrue(parts.get(1).contains("a=sendrecv"));
        assertFalse(parts.get(1).contains("a=rtcp-rsize"), "not offered");
    }

    /** RFC 6184 section 8.2.2: where the offer does not allow asymmetry, the level goes down or stays. */
    @Test
    void h264KeepsItsProfileAndItsLevel() throws OfferRefusedException {
        List<String> symmetric = answered(Offers.WHEP).get(2);
        assertTrue(symmetric.contains(
                "a=fmtp:102 level-asymmetry-allowed=0;packetization-mode=1;profile-level-id=42e015"));
        List<String> asymmetric = answered(Offers.WHIP).get(2);
        assertTrue(asymmetric.contains(
                "a=fmtp:96 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"));
    }

    @Test
    void nothingIsAcceptedThatWasNotOffered() throws OfferRefusedException {
        Offer offer = Offers.read(Offers.WHIP);
        AnswerParts parts = AnswerTool.parts(offer);
        List<AnsweredSection> sections = new ArrayList<>(parts.sections());
        OfferedCodec opus = CodecChoice.opus(offer.sections().getFirst()).orElseThrow();
        sections.set(0, new AnsweredSection.Accepted(List.of(opus), Direction.SENDRECV, List.of(), Optional.empty()));
        AnswerParts more = new AnswerParts(
                parts.sessionId(),
                parts.version(),
                parts.ice(),
                parts.sha256Fingerprint(),
                parts.candidates(),
                sections);
        assertThrows(IllegalArgumentException.class, () -> Answer.of(offer, more));
    }

    @Test
    void secretsAreNotPrinted() throws OfferRefusedException {
        AnswerParts parts = AnswerTool.parts(Offers.read(Offers.WHIP));
        assertFalse(parts.toString().contains(parts.ice().password()));
    }
}
