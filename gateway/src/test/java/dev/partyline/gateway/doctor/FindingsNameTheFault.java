package dev.partyline.gateway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.doctor.Finding.Weight;
import dev.partyline.media.PhoneMediaStats;
import dev.partyline.media.PhoneQuality;
import dev.partyline.sip.CallId;
import dev.partyline.sip.CallRecord;
import dev.partyline.sip.CallerText;
import dev.partyline.sip.EndReason;
import dev.partyline.sip.InboundCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call's figures and messages mean, each fault made on purpose. */
class FindingsNameTheFault {
    private static final PhoneQuality.Direction WELL = new PhoneQuality.Direction(0.001, 1, 2_000, 4.3);

    private static TracedCall answered(String signalling, String media) {
        return new TracedCall(signalling)
                .came("INVITE sip:3000@198.51.100.1 SIP/2.0", "INVITE", TracedCall.sdp(media, 4000, "0 8 101"))
                .went("SIP/2.0 200 OK", "INVITE", TracedCall.sdp("198.51.100.1", 20_000, "0 101"))
                .came("ACK sip:198.51.100.1 SIP/2.0", "ACK", "");
    }

    private static PhoneMediaStats stats(long received, long lost, long dropped, PhoneQuality.Direction sent) {
        return new PhoneMediaStats(
                1, false, received, lost, dropped, 0, 2_000, 40, -40, 0, 500, new PhoneQuality(0, 0, 1000, WELL, sent));
    }

    private static CallFile file(@Nullable EndReason reason, String detail, CallRecord.@Nullable Media media) {
        return new CallFile(
                new InboundCall(new CallId("c1"), "pbx", new CallerText("3000"), new CallerText("+4930123456")),
                "id@pbx",
                "lobby",
                Instant.EPOCH,
                media == null ? null : Duration.ofSeconds(10),
                200,
                reason,
                detail,
                media);
    }

    private static List<Finding> findings(TracedCall call, PhoneMediaStats stats) {
        return Findings.of(
                file(EndReason.CALLER_HUNG_UP, "", new CallRecord.Media("PCMU", "", true, true, stats)),
                call.messages());
    }

    private static Finding worst(List<Finding> findings) {
        return findings.getFirst();
    }

    @Test
    void callThatWentWellHasNothingToComplainOf() {
        List<Finding> findings = findings(answered("203.0.113.7", "203.0.113.7"), stats(500, 0, 0, WELL));
        assertTrue(findings.stream().allMatch(finding -> finding.weight() == Weight.GOOD), findings.toString());
    }

    @Test
    void oneWayAudioBehindANatIsNamedWithBothAddresses() {
        Finding worst = worst(findings(answered("203.0.113.7", "10.0.0.5"), stats(0, 0, 0, WELL)));
        assertEquals(Weight.BAD, worst.weight());
        assertTrue(
                worst.sentence().contains("10.0.0.5:4000")
                        && worst.sentence().contains("203.0.113.7")
                        && worst.sentence().contains("behind a NAT"),
                worst.sentence());
    }

    @Test
    void whoOnlyListensIsNotCalledSilent() {
        List<Finding> findings = Findings.of(
                file(null, "", new CallRecord.Media("PCMU", "", true, false, stats(0, 0, 0, WELL))),
                answered("203.0.113.7", "203.0.113.7").messages());
        assertTrue(findings.stream().allMatch(finding -> finding.weight() == Weight.GOOD), findings.toString());
    }

    @Test
    void silenceOfAPublicAddressIsAnotherFault() {
        Finding worst = worst(findings(answered("203.0.113.7", "203.0.113.8"), stats(0, 0, 0, WELL)));
        assertEquals(Weight.BAD, worst.weight());
        assertTrue(
                worst.sentence().contains("203.0.113.8:4000")
                        && worst.sentence().contains("198.51.100.1:20000")
                        && !worst.sentence().contains("NAT"),
                worst.sentence());
    }

    @Test
    void packetsThatWereAllRefusedAreNotCalledAbsent() {
        Finding worst = worst(findings(answered("203.0.113.7", "203.0.113.7"), stats(0, 0, 77, WELL)));
        assertTrue(worst.sentence().startsWith("All 77 packets"), worst.sentence());
    }

    @ParameterizedTest
    @CsvSource({"500, 2, GOOD", "500, 10, WARN", "500, 50, BAD"})
    void lossIsWeighed(long received, long lost, Weight weight) {
        List<Finding> findings = findings(answered("203.0.113.7", "203.0.113.7"), stats(received, lost, 0, WELL));
        assertEquals(weight, worst(findings).weight());
    }

    @Test
    void lossOnTheOtherWayIsTheirs() {
        PhoneQuality.Direction poor = new PhoneQuality.Direction(0.2, 1, 9_000, 2.2);
        Finding worst = worst(findings(answered("203.0.113.7", "203.0.113.7"), stats(500, 0, 0, poor)));
        assertEquals(Weight.BAD, worst.weight());
        assertTrue(worst.sentence().contains("the far end lost 20.0 %")
                && worst.sentence().contains("poor"));
    }

    @Test
    void messagesThatComeAgainTellOfLostAnswers() {
        TracedCall call = new TracedCall("203.0.113.7");
        for (int i = 0; i < 3; i++) {
            call.came("INVITE sip:3000@198.51.100.1 SIP/2.0", "INVITE", TracedCall.sdp("203.0.113.7", 4000, "0"));
        }
        call.went("SIP/2.0 404 Not found", "INVITE", "");
        List<Finding> findings = Findings.of(file(EndReason.NO_MAPPING, "", null), call.messages());
        assertTrue(
                findings.stream().anyMatch(finding -> finding.sentence().startsWith("Its INVITE came 3 times")),
                findings.toString());
        assertTrue(worst(findings).sentence().startsWith("No rule maps \"3000\""));
    }

    @Test
    void codecsThatWereOfferedAreNamed() {
        TracedCall call = new TracedCall("203.0.113.7")
                .came("INVITE sip:3000@198.51.100.1 SIP/2.0", "INVITE", TracedCall.sdp("203.0.113.7", 4000, "18 3"));
        Finding worst = worst(Findings.of(file(EndReason.NO_COMMON_CODEC, "", null), call.messages()));
        assertTrue(worst.sentence().contains("G729, GSM"), worst.sentence());
    }

    @Test
    void missingAckNamesOurContact() {
        Finding worst = worst(Findings.of(
                file(EndReason.NO_ACK, "", null),
                answered("203.0.113.7", "203.0.113.7").messages()));
        assertTrue(worst.sentence().contains("<sip:198.51.100.1:5060>"), worst.sentence());
    }

    @Test
    void keysWithoutEventsAreWarnedOf() {
        List<Finding> findings = Findings.of(
                file(null, "", new CallRecord.Media("PCMU", "AEAD_AES_128_GCM", false, true, stats(500, 0, 0, WELL))),
                answered("203.0.113.7", "203.0.113.7").messages());
        assertTrue(worst(findings).sentence().startsWith("No telephone-event"), findings.toString());
        assertTrue(findings.stream().anyMatch(finding -> finding.sentence().contains("AEAD_AES_128_GCM")));
    }

    @ParameterizedTest
    @EnumSource
    void everyEndHasItsWords(EndReason reason) {
        List<Finding> findings = Findings.of(file(reason, "detail", null), List.of());
        assertEquals(1, findings.size());
        assertFalse(worst(findings).sentence().isBlank());
    }

    @Test
    void offersAndAnswersStandSideBySide() {
        List<Exchange> exchanges = Exchange.of(answered("203.0.113.7", "203.0.113.7")
                .went("INVITE sip:ann@203.0.113.7 SIP/2.0", "INVITE", TracedCall.sdp("198.51.100.1", 20_000, "107 0"))
                .messages());
        assertEquals(2, exchanges.size());
        assertEquals(
                "The far end offers PCMU, PCMA with telephone-event. Agreed on: PCMU with telephone-event, the widest that"
                        + " both ends have.",
                exchanges.getFirst().words());
        assertFalse(exchanges.getLast().theirOffer());
        assertEquals(
                "We offer opus, PCMU without telephone-event. No answer came to it.",
                exchanges.getLast().words());
    }

    /** A refused offer has no answer, and the one after it is no answer to it. */
    @Test
    void offersAndAnswersBelongTogetherByTheirNumbers() {
        TracedCall call = new TracedCall("203.0.113.7");
        call.came("INVITE sip:3000@198.51.100.1 SIP/2.0", "INVITE", "")
                .went("SIP/2.0 200 OK", "INVITE", TracedCall.sdp("198.51.100.1", 20_000, "107 0"))
                .came("ACK sip:198.51.100.1 SIP/2.0", "ACK", TracedCall.sdp("203.0.113.7", 4000, "0"));
        call.next()
                .came("INVITE sip:3000@198.51.100.1 SIP/2.0", "INVITE", TracedCall.sdp("203.0.113.7", 4000, "18"))
                .went("SIP/2.0 488 Not acceptable here", "INVITE", "");
        call.next()
                .went("INVITE sip:ann@203.0.113.7 SIP/2.0", "INVITE", TracedCall.sdp("198.51.100.1", 20_000, "0"))
                .came("SIP/2.0 200 OK", "INVITE", TracedCall.sdp("203.0.113.7", 4000, "0"));
        assertEquals(
                List.of(
                        "We offer opus, PCMU without telephone-event. Agreed on: PCMU without telephone-event.",
                        "The far end offers G729 without telephone-event. No answer came to it.",
                        "We offer PCMU without telephone-event. Agreed on: PCMU without telephone-event."),
                Exchange.of(call.messages()).stream().map(Exchange::words).toList());
    }

    @Test
    void descriptionThatIsAPartOfABodyIsFound() {
        TracedCall call = new TracedCall("203.0.113.7");
        call.cameInParts("INVITE sip:3000@198.51.100.1 SIP/2.0", TracedCall.sdp("203.0.113.7", 4000, "18"));
        Finding worst = worst(Findings.of(file(EndReason.NO_COMMON_CODEC, "", null), call.messages()));
        assertTrue(worst.sentence().contains("G729"), worst.sentence());
    }

    @Test
    void answerToAByeThatIsSentAgainIsNoAnswerToTheInvite() {
        TracedCall call = answered("203.0.113.7", "203.0.113.7");
        call.came("BYE sip:198.51.100.1 SIP/2.0", "BYE", "")
                .went("SIP/2.0 200 OK", "BYE", "")
                .went("SIP/2.0 200 OK", "BYE", "");
        List<Finding> findings = Findings.of(file(EndReason.CALLER_HUNG_UP, "", null), call.messages());
        assertEquals(1, findings.size(), findings.toString());
    }
}
