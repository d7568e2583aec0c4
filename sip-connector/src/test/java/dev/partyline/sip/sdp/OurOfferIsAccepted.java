package dev.partyline.sip.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.sip.sdp.OfferAnswer.Agreed;
import dev.partyline.sip.sdp.OfferAnswer.Answered;
import dev.partyline.sip.sdp.OfferAnswer.Refused;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OurOfferIsAccepted {
    private static final LocalAudio LOCAL = new LocalAudio(InetAddress.ofLiteral("198.51.100.1"), 20000, 7, 1);
    private static final String HEAD = "v=0\r\no=- 1 2 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n";

    private static OfferAnswer.Agreement accept(String media) {
        return OfferAnswer.accept(HEAD + media.replace("|", "\r\n") + "\r\n", LOCAL, null);
    }

    @Test
    void weAgreeWithOurself() {
        LocalAudio one = new LocalAudio(InetAddress.ofLiteral("192.0.2.1"), 20000, 1, 0);
        LocalAudio other = new LocalAudio(InetAddress.ofLiteral("192.0.2.2"), 30000, 2, 0);

        Answered answered =
                assertInstanceOf(Answered.class, OfferAnswer.answer(OfferAnswer.offer(one, null), other, null));
        Agreed agreed = assertInstanceOf(Agreed.class, OfferAnswer.accept(answered.sdp(), one, null));

        assertEquals(
                new InetSocketAddress("192.0.2.1", 20000), answered.stream().remoteRtp());
        assertEquals(
                new PhoneStream(
                        new InetSocketAddress("192.0.2.2", 30000),
                        new InetSocketAddress("192.0.2.2", 30001),
                        Codec.OPUS,
                        102,
                        MediaDirection.SENDRECV,
                        20),
                agreed.stream());
        assertEquals(102, answered.stream().telephoneEventPayloadType());
    }

    @Test
    void eventsComeUnderOurNumberWhateverTheAnswerCallsThem() {
        Agreed agreed =
                assertInstanceOf(Agreed.class, accept("m=audio 4000 RTP/AVP 8 97|a=rtpmap:97 telephone-event/8000"));

        assertEquals(Codec.PCMA, agreed.stream().codec());
        assertEquals(101, agreed.stream().telephoneEventPayloadType());
        assertEquals(
                -1,
                assertInstanceOf(Agreed.class, accept("m=audio 4000 RTP/AVP 8")).stream()
                        .telephoneEventPayloadType());
    }

    @Test
    void whoSendsUsesTheReceiversNumber() {
        Agreed agreed = assertInstanceOf(
                Agreed.class,
                accept("m=audio 4000 RTP/AVP 96 97|a=rtpmap:96 opus/48000/2|a=rtpmap:97 telephone-event/48000"));

        assertEquals(Codec.OPUS, agreed.stream().codec());
        assertEquals(96, agreed.stream().payload().sent());
        assertEquals(Codec.OPUS.payloadType(), agreed.stream().payload().received());
        assertEquals(102, agreed.stream().telephoneEventPayloadType());
    }

    @Test
    void theAnswersOrderHolds() {
        assertEquals(
                Codec.PCMA,
                assertInstanceOf(Agreed.class, accept("m=audio 4000 RTP/AVP 8 9")).stream()
                        .codec());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a=sendrecv;         SENDRECV
            a=recvonly;         SENDONLY
            a=sendonly;         INACTIVE
            a=inactive;         INACTIVE
            c=IN IP4 0.0.0.0;   INACTIVE
            """)
    void theAnswersDirectionHolds(String attribute, MediaDirection direction) {
        assertEquals(
                direction,
                assertInstanceOf(Agreed.class, accept("m=audio 4000 RTP/AVP 0|" + attribute)).stream()
                        .direction());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            m=audio 0 RTP/AVP 0;                       NO_COMMON_CODEC
            m=audio 4000 RTP/AVP 18;                   NO_COMMON_CODEC
            m=audio 4000 RTP/SAVP 0;                   NO_COMMON_ENCRYPTION
            m=video 4000 RTP/AVP 0;                    NO_COMMON_CODEC
            a=x;                                       MALFORMED
            m=audio 4000 RTP/AVP 0|m=audio 1 RTP/AVP 0; MALFORMED
            m=audio 4000 RTP/AVP 0|c=IN IP4 224.0.0.1; MALFORMED
            m=audio 4000 RTP/AVP;                      MALFORMED
            """)
    void anUnusableAnswerIsRefused(String media, Refused.Reason reason) {
        assertEquals(reason, assertInstanceOf(Refused.class, accept(media)).reason());
    }
}
