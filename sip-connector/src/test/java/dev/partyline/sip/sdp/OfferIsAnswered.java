package dev.partyline.sip.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.AudioPayload;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.sip.sdp.OfferAnswer.Answered;
import dev.partyline.sip.sdp.OfferAnswer.Refused;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferIsAnswered {
    private static final LocalAudio LOCAL = new LocalAudio(InetAddress.ofLiteral("198.51.100.1"), 20000, 7, 1);
    private static final String HEAD = "v=0\r\no=- 1 2 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n";

    private static OfferAnswer.Answer answer(String media, @Nullable PhoneStream previous) {
        return OfferAnswer.answer(HEAD + media.replace("|", "\r\n") + "\r\n", LOCAL, previous);
    }

    private static Answered answered(String media) {
        return assertInstanceOf(Answered.class, answer(media, null));
    }

    private static List<String> mediaLines(String sdp) {
        return sdp.lines().filter(line -> line.startsWith("m=")).toList();
    }

    private static Refused.Reason refused(String media) {
        return assertInstanceOf(Refused.class, answer(media, null)).reason();
    }

    @ParameterizedTest
    @CsvSource({
        "m=audio 4000 RTP/AVP 9 8 0, PCMA",
        "m=audio 4000 RTP/AVP 9, G722",
        "m=audio 4000 RTP/AVP 9 8 0 101|a=rtpmap:101 telephone-event/8000, G722",
    })
    void whereKeysComeAsTonesTheCodecIsOneThatTheyAreFoundIn(String media, String codec) {
        String offer = HEAD + media.replace("|", "\r\n") + "\r\n";
        Answered answered = assertInstanceOf(
                Answered.class, OfferAnswer.answer(offer, LOCAL, null, eventsOffered -> !eventsOffered));
        assertEquals(codec, answered.stream().codec().name());
    }

    @Test
    void aPhonesOfferGetsTheWholeAnswer() {
        Answered answered = answered("m=audio 4000 RTP/AVP 8 0 96|a=rtpmap:96 telephone-event/8000|a=fmtp:96 0-16");

        assertEquals("""
                v=0\r
                o=- 7 1 IN IP4 198.51.100.1\r
                s=-\r
                c=IN IP4 198.51.100.1\r
                t=0 0\r
                m=audio 20000 RTP/AVP 8 96\r
                a=rtpmap:8 PCMA/8000\r
                a=rtpmap:96 telephone-event/8000\r
                a=fmtp:96 0-15\r
                a=ptime:20\r
                a=sendrecv\r
                """, answered.sdp());
        assertEquals(
                new PhoneStream(
                        new InetSocketAddress("192.0.2.9", 4000),
                        new InetSocketAddress("192.0.2.9", 4001),
                        Codec.PCMA,
                        96,
                        MediaDirection.SENDRECV,
                        20),
                answered.stream());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            RTP/AVP 0 8;             ''; PCMU
            RTP/AVP 8 0;             ''; PCMA
            RTP/AVP 18 8 101;        ''; PCMA
            RTP/AVP 0 8 9;           ''; G722
            RTP/AVP 9 0;             a=rtpmap:9 G722/8000; G722
            RTP/AVP 9 0;             a=rtpmap:9 g722/8000/1; G722
            RTP/AVP 9 0;             a=rtpmap:9 G722/16000; PCMU
            RTP/AVP 0 97;            a=rtpmap:97 G722/8000; G722
            RTP/AVP 0;               a=rtpmap:0 pcmu/8000; PCMU
            RTP/AVP 0;               a=rtpmap:0 PCMU/8000/1; PCMU
            RTP/AVP 0 8;             a=rtpmap:0 PCMU/16000; PCMA
            RTP/AVP 0 8;             a=rtpmap:0 PCMU/8000/2; PCMA
            RTP/AVP 0 9 111;         a=rtpmap:111 opus/48000/2; OPUS
            RTP/AVP 8 111;           a=rtpmap:111 OPUS/48000/2; OPUS
            RTP/AVP 8 111;           a=rtpmap:111 opus/48000; PCMA
            RTP/AVP 8 111;           a=rtpmap:111 opus/16000/2; PCMA
            RTP/AVP 8 72;            a=rtpmap:72 opus/48000/2; PCMA
            RTP/AVP 8 111;           ''; PCMA
            """)
    void theWidestCodecIsTakenAndOfTwoAsWideTheFirst(String formats, String attribute, Codec expected) {
        assertEquals(
                expected,
                answered("m=audio 4000 " + formats + "|a=x|" + (attribute.isEmpty() ? "a=y" : attribute)).stream()
                        .codec());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            101; telephone-event/8000;   101
            96;  TELEPHONE-EVENT/8000;   96
            127; telephone-event/8000/1; 127
            35;  telephone-event/8000;   35
            72;  telephone-event/8000;   -1
            13;  telephone-event/8000;   -1
            300; telephone-event/8000;   -1
            101; telephone-event/16000;  -1
            101; telephone-event;        -1
            101; CN/8000;                -1
            """)
    void telephoneEventsKeepTheNumberOffered(String number, String encoding, int expected) {
        PhoneStream stream =
                answered("m=audio 4000 RTP/AVP 0 %s|a=rtpmap:%s %s".formatted(number, number, encoding)).stream();

        assertEquals(expected, stream.telephoneEventPayloadType());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            0;     telephone-event/48000; telephone-event/8000;  102; 8000
            9;     telephone-event/48000; telephone-event/8000;  102; 8000
            111;   telephone-event/48000; telephone-event/8000;  101; 48000
            0 111; telephone-event/8000;  telephone-event/48000; 102; 48000
            111;   telephone-event/8000;  x/1;                   101; 8000
            0;     telephone-event/48000; x/1;                   -1;  0
            """)
    void ofSeveralEventRatesTheOneOfTheCodecIsTaken(
            String codecs, String of101, String of102, int expected, int clock) {
        Answered answered =
                answered("m=audio 4000 RTP/AVP %s 101 102|a=rtpmap:111 opus/48000/2|a=rtpmap:101 %s|a=rtpmap:102 %s"
                        .formatted(codecs, of101, of102));

        assertEquals(expected, answered.stream().telephoneEventPayloadType());
        assertEquals(
                expected >= 0,
                answered.sdp().contains("a=rtpmap:" + expected + " telephone-event/" + clock + "\r\n"),
                answered.sdp());
    }

    @Test
    void opusIsAnsweredUnderTheNumberOffered() {
        Answered answered = answered("m=audio 4000 RTP/AVP 0 96 97|a=rtpmap:96 opus/48000/2"
                + "|a=fmtp:96 stereo=1; sprop-stereo=1;maxaveragebitrate=20000;usedtx=1;useinbandfec=1"
                + "|a=rtpmap:97 telephone-event/48000|a=maxptime:40|a=ptime:60");

        assertTrue(answered.sdp().endsWith("""
                m=audio 20000 RTP/AVP 96 97\r
                a=rtpmap:96 opus/48000/2\r
                a=fmtp:96 useinbandfec=1\r
                a=rtpmap:97 telephone-event/48000\r
                a=fmtp:97 0-15\r
                a=ptime:20\r
                a=sendrecv\r
                """), answered.sdp());
        assertEquals(new AudioPayload(96, 96, 13, 20_000), answered.stream().payload());
        assertEquals(40, answered.stream().packetMillis());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            maxaveragebitrate=32000;                  32000
            stereo=0; 510000
            'usedtx=1;maxaveragebitrate=9000;cbr=1';  9000
            maxaveragebitrate=1;                      6000
            maxaveragebitrate=999999999;              510000
            maxaveragebitrate=9999999999;             510000
            maxaveragebitrate=-1;                     510000
            maxaveragebitrate=;                       510000
            """)
    void theFarEndSaysHowManyBitsItTakes(String parameters, int expected) {
        PhoneStream stream =
                answered("m=audio 4000 RTP/AVP 96|a=rtpmap:96 opus/48000/2|a=fmtp:96 " + parameters).stream();

        assertEquals(expected, stream.payload().mostBitsPerSecond());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            0 13;  a=x;                    13
            0 98;  a=rtpmap:98 CN/8000;    98
            9 98;  a=rtpmap:98 CN/16000;   98
            9 13;  a=x;                    13
            0 98;  a=rtpmap:98 CN/16000;   13
            """)
    void comfortNoiseMayHaveANumberOfItsOwn(String formats, String attribute, int expected) {
        PhoneStream stream = answered("m=audio 4000 RTP/AVP " + formats + "|" + attribute).stream();

        assertEquals(expected, stream.payload().comfortNoise());
    }

    @Test
    void everyStreamIsAnsweredInItsPlace() {
        Answered answered = answered("m=video 5000 RTP/AVP 31 34|m=audio 0 RTP/AVP 0|m=audio 4002 RTP/SAVP 0"
                + "|m=audio 4004 RTP/AVP 18|m=audio 4006/2 RTP/AVP 0|m=audio 4008 RTP/AVP 8|m=image 6000 udptl t38");

        assertEquals(
                List.of(
                        "m=video 0 RTP/AVP 31",
                        "m=audio 0 RTP/AVP 0",
                        "m=audio 0 RTP/SAVP 0",
                        "m=audio 0 RTP/AVP 18",
                        "m=audio 20000 RTP/AVP 0",
                        "m=audio 0 RTP/AVP 8",
                        "m=image 0 udptl t38"),
                mediaLines(answered.sdp()));
        assertEquals(4006, answered.stream().remoteRtp().getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 4000 RTP/AVP 3 18",
                "m=audio 4000 UDP/TLS/RTP/SAVPF 0 8",
                "m=audio 4000 RTP/AVPF 0",
                "m=audio 0 RTP/AVP 0 8",
                "m=video 4000 RTP/AVP 0",
                "m=audio 4000 RTP/AVP 96|a=rtpmap:96 PCMU/16000",
                "a=sendrecv"
            })
    void withoutACommonCodecItIsRefused(String media) {
        assertEquals(Refused.Reason.NO_COMMON_CODEC, refused(media));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IN IP4 224.1.2.3/127",
                "IN IP4 255.255.255.255",
                "IN IP6 ff02::1",
                "IN IP4 evil.example.org",
                "IN IP4 1.2.3",
                "IN IP4 0x7f.0.0.1",
                "IN IP4 2130706433",
                "IN IP4 010.0.0.1",
                "IN IP4 1.2.3.4.5",
                "IN IP4 1.2.3.256",
                "IN IP6 1.2.3.4",
                "IN IP6 fe80::1%eth0",
                "IN IP6 [::1]",
                "IN IP6 ::ffff:1.2.3",
                "IN IP4 ",
                "IN IPX 1.2.3.4",
                "OUT IP4 1.2.3.4",
                "IN IP4 1.2.3.4 x"
            })
    void anAddressThatIsNoPhonesIsRefused(String connection) {
        assertEquals(Refused.Reason.MALFORMED, refused("m=audio 4000 RTP/AVP 0|c=" + connection));
    }

    @Test
    void anOfferWithoutAnyAddressIsRefused() {
        String offer = "v=0\r\no=- 1 2 IN IP4 192.0.2.9\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";

        assertEquals(
                Refused.Reason.MALFORMED,
                assertInstanceOf(Refused.class, OfferAnswer.answer(offer, LOCAL, null))
                        .reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            IN IP4 192.0.2.7;        192.0.2.7
            IN IP6 2001:db8::7;      2001:db8:0:0:0:0:0:7
            IN IP6 ::ffff:10.0.0.1;  10.0.0.1
            """)
    void theStreamsOwnAddressGoesBeforeTheSessions(String connection, String expected) {
        PhoneStream stream = answered("m=audio 4000 RTP/AVP 0|c=" + connection).stream();

        assertEquals(expected, stream.remoteRtp().getAddress().getHostAddress());
        assertEquals(expected, stream.remoteRtcp().getAddress().getHostAddress());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a=rtcp:5001;                      4000;  5001
            a=rtcp:5001 IN IP4 192.0.2.9;     4000;  5001
            a=rtcp:5001 IN IP4 203.0.113.66;  4000;  4001
            a=rtcp:0;                         4000;  4001
            a=rtcp:70000;                     4000;  4001
            a=rtcp:x;                         4000;  4001
            a=rtcp:5001 IN IP4 evil.example;  4000;  4001
            a=rtcp-mux;                       4000;  4001
            a=x;                              65535; 65535
            """)
    void rtcpGoesToTheSameHostAlone(String attribute, int port, int expected) {
        PhoneStream stream = answered("m=audio " + port + " RTP/AVP 0|" + attribute).stream();

        assertEquals(new InetSocketAddress("192.0.2.9", expected), stream.remoteRtcp());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a=sendrecv; a=sendrecv; SENDRECV
            a=sendonly; a=recvonly; INACTIVE
            a=recvonly; a=sendonly; SENDONLY
            a=inactive; a=inactive; INACTIVE
            a=none;     a=sendrecv; SENDRECV
            """)
    void holdIsAnsweredAndNothingHeldIsMixed(String offered, String answered, MediaDirection direction) {
        Answered atMedia = answered("m=audio 4000 RTP/AVP 0|" + offered);
        Answered atSession = answered(offered + "|m=audio 4000 RTP/AVP 0");

        for (Answered each : List.of(atMedia, atSession)) {
            assertTrue(each.sdp().endsWith(answered + "\r\n"), each.sdp());
            assertEquals(direction, each.stream().direction());
        }
    }

    @Test
    void theStreamsOwnDirectionGoesBeforeTheSessions() {
        assertEquals(
                MediaDirection.SENDRECV,
                answered("a=inactive|m=audio 4000 RTP/AVP 0|a=sendrecv").stream()
                        .direction());
    }

    @Test
    void holdByAddressKeepsWhereThePhoneWas() {
        PhoneStream before = answered("m=audio 4000 RTP/AVP 0|a=rtcp:4444").stream();
        Answered held = assertInstanceOf(Answered.class, answer("m=audio 4000 RTP/AVP 0|c=IN IP4 0.0.0.0", before));

        assertEquals(MediaDirection.INACTIVE, held.stream().direction());
        assertEquals(before.remoteRtp(), held.stream().remoteRtp());
        assertEquals(before.remoteRtcp(), held.stream().remoteRtcp());
        assertTrue(held.sdp().endsWith("a=recvonly\r\n"), held.sdp());
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN IP4 0.0.0.0", "IN IP6 ::"})
    void aCallThatBeginsOnHoldHasNowhereToSend(String connection) {
        Answered held = answered("m=audio 4000 RTP/AVP 0|c=" + connection + "|a=inactive");

        assertEquals(MediaDirection.INACTIVE, held.stream().direction());
        assertTrue(held.stream().remoteRtp().getAddress().isAnyLocalAddress());
        assertTrue(held.sdp().endsWith("a=inactive\r\n"), held.sdp());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a=ptime:20;               20
            a=ptime:30;               30
            a=ptime:10;               10
            a=ptime:60;               60
            a=ptime:5;                10
            a=ptime:35;               30
            a=ptime:200;              60
            a=ptime:0;                20
            a=ptime:-20;              20
            a=ptime:;                 20
            a=ptime:99999999999;      20
            a=ptime:40|a=maxptime:30; 30
            a=maxptime:10;            10
            a=x;                      20
            """)
    void packetsHaveTheLengthThatTheFarEndAsksFor(String attributes, int expected) {
        assertEquals(
                expected,
                answered("m=audio 4000 RTP/AVP 0|" + attributes).stream().packetMillis());
    }

    @Test
    void theTimesOfTheOfferAreRepeated() {
        String offer =
                "v=0\no=- 1 2 IN IP4 192.0.2.9\ns=-\nc=IN IP4 192.0.2.9\nt=3034423619 3042462419\nm=audio 9 RTP/AVP 0\n";

        Answered answered = assertInstanceOf(Answered.class, OfferAnswer.answer(offer, LOCAL, null));
        assertTrue(answered.sdp().contains("t=3034423619 3042462419\r\n"));
    }

    @Test
    void theNextDescriptionIsTheSameSessionInANewVersion() {
        LocalAudio next = LOCAL.next();

        assertTrue(OfferAnswer.offer(next, null).contains("o=- 7 2 IN IP4 198.51.100.1\r\n"));
    }

    @Test
    void overIpv6WeSaySo() {
        LocalAudio six = new LocalAudio(InetAddress.ofLiteral("2001:db8::1"), 20000, 7, 1);

        assertTrue(OfferAnswer.offer(six, null).contains("c=IN IP6 2001:db8:0:0:0:0:0:1\r\n"));
        assertFalse(OfferAnswer.offer(six, null).contains("IP4"));
    }
}
