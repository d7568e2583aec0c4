package dev.partyline.sip;

import static dev.partyline.sip.TextPhone.body;
import static dev.partyline.sip.TextPhone.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over real sockets into real media loops, message by message. */
@Timeout(180)
class PhoneCallsTheBridge {
    private Bridge bridge;

    @BeforeEach
    void start() throws IOException {
        bridge = new Bridge();
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    private TextPhone phone(String protocol) throws IOException {
        return protocol.equals("udp") ? TextPhone.udp(bridge.port()) : TextPhone.tcp(bridge.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void isAnsweredAndHangsUp(String protocol) throws Exception {
        try (TextPhone phone = phone(protocol)) {
            String ok = phone.call("3000");
            assertTrue(body(ok).contains("m=audio 2"), ok);
            assertTrue(body(ok).contains("c=IN IP4 127.0.0.1"), ok);
            assertTrue(header(ok, "Contact").contains("127.0.0.1:" + bridge.port()), ok);
            assertTrue(header(ok, "Allow").contains("UPDATE"), ok);
            assertEquals("Partyline", header(ok, "Server"));
            assertTrue(header(ok, "Session-Expires").endsWith("refresher=uas"), ok);
            bridge.await("the call is up", () -> bridge.connector.liveCalls().size() == 1);
            LiveCall live = bridge.connector.liveCalls().getFirst();
            assertEquals("lobby", live.channelName());
            assertEquals("ann", live.call().caller().value());
            assertEquals("PCMU", live.codec());
            bridge.await("let in", () -> bridge.connector.liveCalls().getFirst().phase() == LiveCall.Phase.IN_CHANNEL);
            phone.hangUp();
        }
        CallRecord record = bridge.ended();
        assertEquals(EndReason.CALLER_HUNG_UP, record.reason());
        assertEquals(200, record.sipStatus());
        bridge.nothingIsLeft();
    }

    @Test
    void whoCallsForHelpIsSentElsewhereAtOnce() throws Exception {
        try (TextPhone phone = phone("udp")) {
            phone.send(phone.invite("112", Sdp.offer(40_000)));
            String refusal = phone.expect("SIP/2.0 503");
            assertEquals("", header(refusal, "Retry-After"));
        }
        assertEquals(EndReason.EMERGENCY_NUMBER, bridge.ended().reason());
        bridge.nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void hearsTheOkAgainUntilItsAck(String protocol) throws Exception {
        try (TextPhone phone = phone(protocol)) {
            phone.send(phone.invite("3000", Sdp.offer(40_000)));
            String first = phone.expect("SIP/2.0 200");
            assertEquals(first, phone.expect("SIP/2.0 200"));
            assertEquals(first, phone.expect("SIP/2.0 200"));
            phone.send(phone.ack(""));
            phone.skipPending();
            assertNull(phone.receive(2100));
            phone.hangUp();
        }
        assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
        bridge.nothingIsLeft();
    }

    @Test
    void mayLetTheBridgeOffer() throws Exception {
        try (TextPhone phone = phone("udp")) {
            phone.send(phone.invite("3000", ""));
            String ok = phone.expect("SIP/2.0 200");
            assertTrue(body(ok).contains("a=rtpmap:8 PCMA/8000"), ok);
            phone.send(phone.ack(Sdp.of("127.0.0.1", 40_000, "8 101", "sendrecv", 1)));
            bridge.await(
                    "PCMA is agreed",
                    () -> bridge.connector.liveCalls().stream()
                            .anyMatch(call -> call.codec().equals("PCMA")));
            phone.hangUp();
        }
        assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
        bridge.nothingIsLeft();
    }

    @Test
    void withoutAnAnswerToTheBridgesOfferIsOver() throws Exception {
        try (TextPhone phone = phone("udp")) {
            phone.send(phone.invite("3000", ""));
            phone.expect("SIP/2.0 200");
            phone.send(phone.ack(""));
            phone.answer(phone.expect("BYE "), "200 OK");
        }
        assertEquals(EndReason.BAD_OFFER, bridge.ended().reason());
        bridge.nothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, sendonly, true, recvonly",
        "127.0.0.1, inactive, true, inactive",
        "0.0.0.0, sendrecv, true, recvonly",
        "127.0.0.9, sendrecv, false, sendrecv"
    })
    void holdsAndMoves(String address, String direction, boolean held, String answered) throws Exception {
        try (TextPhone phone = phone("udp")) {
            String first = phone.call("3000");
            for (String method : List.of("INVITE", "UPDATE")) {
                phone.send(phone.next(method, Sdp.of(address, 40_010, "8 101", direction, 2)));
                String ok = phone.expect("SIP/2.0 200");
                assertTrue(body(ok).contains("a=" + answered), ok);
                assertTrue(body(ok).contains("m=audio " + mediaPort(first)), ok);
                assertTrue(version(ok) > version(first), ok);
                if (method.equals("INVITE")) {
                    phone.send(phone.ack(""));
                }
                bridge.await(
                        "held is " + held,
                        Duration.ofSeconds(2),
                        () -> bridge.connector.liveCalls().getFirst().held() == held);
                assertEquals("PCMA", bridge.connector.liveCalls().getFirst().codec());
            }
            phone.hangUp();
        }
        bridge.ended();
        bridge.nothingIsLeft();
    }

    private static String mediaPort(String message) {
        return body(message).split("m=audio ", 2)[1].split(" ", 2)[0];
    }

    private static long version(String message) {
        return Long.parseLong(body(message).split("o=", 2)[1].split(" ", 4)[2]);
    }

    @Test
    void asksWhatIsWithAReInviteWithoutDescription() throws Exception {
        try (TextPhone phone = phone("udp")) {
            String first = phone.call("3000");
            phone.send(phone.next("INVITE", ""));
            String ok = phone.expect("SIP/2.0 200");
            assertTrue(body(ok).contains("m=audio " + mediaPort(first)), ok);
            phone.send(phone.ack(Sdp.of("127.0.0.1", 40_020, "8", "sendrecv", 2)));
            bridge.await(
                    "PCMA is agreed",
                    () -> bridge.connector.liveCalls().getFirst().codec().equals("PCMA"));
            phone.hangUp();
        }
        bridge.ended();
        bridge.nothingIsLeft();
    }

    @Test
    void cancelsWhileItIsRouted() throws Exception {
        try (TextPhone phone = phone("udp")) {
            String invite = phone.invite("3999", Sdp.offer(40_000));
            phone.send(invite);
            assertTrue(phone.soon().startsWith("SIP/2.0 100"));
            phone.send(phone.request("CANCEL", "sip:3999@127.0.0.1", false, ""));
            String ok = phone.expect("SIP/2.0 200");
            assertTrue(header(ok, "CSeq").endsWith("CANCEL"));
            phone.expect("SIP/2.0 487");
            phone.send(phone.request("ACK", "sip:3999@127.0.0.1", false, ""));
        }
        assertEquals(EndReason.CALLER_CANCELLED, bridge.ended().reason());
        bridge.nothingIsLeft();
    }

    @Test
    void cancelTooLateChangesNothing() throws Exception {
        try (TextPhone phone = phone("udp")) {
            phone.send(phone.invite("3000", Sdp.offer(40_000)));
            String branch = phone.lastBranch;
            phone.expect("SIP/2.0 200");
            phone.send(phone.request("CANCEL", "sip:3000@127.0.0.1", false, ""));
            assertTrue(header(phone.expect("SIP/2.0 200"), "CSeq").endsWith("CANCEL"));
            assertEquals(branch, phone.lastBranch);
            phone.send(phone.ack(""));
            phone.hangUp();
        }
        assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
        bridge.nothingIsLeft();
    }

    @Test
    void mayHangUpBeforeItsAck() throws Exception {
        try (TextPhone phone = phone("udp")) {
            phone.send(phone.invite("3000", Sdp.offer(40_000)));
            phone.expect("SIP/2.0 200");
            phone.hangUp();
            phone.send(phone.next("BYE", ""));
            phone.expect("SIP/2.0 481");
        }
        assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
        bridge.nothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "9999, '', '', 404, NO_MAPPING",
        "3000, Require: 100rel, '', 420, BAD_OFFER",
        "3000, 'Session-Expires: 60\r\nSupported: timer', '', 422, BAD_OFFER",
        "3000, '', '96', 488, NO_COMMON_CODEC",
        "3000, '', 'rubbish', 400, BAD_OFFER"
    })
    void isRefused(String number, String headers, String sdp, int status, EndReason reason) throws Exception {
        String offer = switch (sdp) {
            case "" -> Sdp.offer(40_000);
            case "rubbish" -> "v=0\r\nrubbish\r\n";
            default -> Sdp.of("127.0.0.1", 40_000, sdp, "sendrecv", 1);
        };
        try (TextPhone phone = phone("udp")) {
            phone.send(headers.isEmpty() ? phone.invite(number, offer) : phone.invite(number, offer, headers));
            String refusal = phone.expect("SIP/2.0 " + status);
            switch (status) {
                case 420 -> assertEquals("100rel", header(refusal, "Unsupported"));
                case 422 -> assertEquals("90", header(refusal, "Min-SE"));
                case 488 -> assertTrue(header(refusal, "Warning").startsWith("305 "), refusal);
                default -> assertFalse(header(refusal, "To").isEmpty());
            }
            // It goes on until the ACK.
            assertTrue(phone.soon().startsWith("SIP/2.0 " + status));
            phone.send(phone.request("ACK", "sip:" + number + "@127.0.0.1", false, ""));
            phone.skipPending();
            assertNull(phone.receive(1100));
        }
        CallRecord record = bridge.ended();
        assertEquals(reason, record.reason());
        assertEquals(status, record.sipStatus());
        bridge.nothingIsLeft();
    }

    @Test
    void methodsThatTheBridgeLacksAreNamed() throws Exception {
        try (TextPhone phone = phone("udp")) {
            for (String method : List.of("REGISTER", "SUBSCRIBE", "MESSAGE", "PUBLISH", "REFER", "PRACK")) {
                phone.send(phone.request(method, "sip:127.0.0.1", false, ""));
                String refusal = phone.expect("SIP/2.0 405");
                assertTrue(refusal.contains("Allow: INVITE") && refusal.contains("UPDATE"), refusal);
            }
            assertEquals(0, bridge.connector.stats().transactions());
        }
        bridge.nothingIsLeft();
    }

    @Test
    void requestsOfNoCallAreUnknown() throws Exception {
        try (TextPhone phone = phone("udp")) {
            phone.toTag = "nobody";
            for (String method : List.of("BYE", "UPDATE", "INVITE", "OPTIONS")) {
                phone.send(phone.next(method, ""));
                phone.expect("SIP/2.0 481");
                if (method.equals("INVITE")) {
                    phone.send(phone.request("ACK", "sip:127.0.0.1", false, ""));
                }
            }
        }
        bridge.nothingIsLeft();
    }

    @Test
    void asksWhatTheBridgeCan() throws Exception {
        try (TextPhone phone = phone("udp")) {
            phone.send(phone.request("OPTIONS", "sip:127.0.0.1", false, ""));
            String ok = phone.expect("SIP/2.0 200");
            assertTrue(header(ok, "Accept").startsWith("application/sdp"), ok);
            phone.cseq++;
            phone.call("3000");
            phone.send(phone.next("OPTIONS", ""));
            phone.expect("SIP/2.0 200");
            phone.hangUp();
        }
        bridge.ended();
        bridge.nothingIsLeft();
    }

    @Test
    void mergedAndOverlappingRequestsAreRefused() throws Exception {
        try (TextPhone phone = phone("udp")) {
            phone.send(phone.invite("3000", Sdp.offer(40_000)));
            phone.expect("SIP/2.0 200");
            // The same request by another way: another branch.
            String merged = phone.invite("3000", Sdp.offer(40_000));
            phone.send(merged);
            String refusal = skipOks(phone);
            assertTrue(refusal.startsWith("SIP/2.0 482"), refusal);
            phone.send(phone.request("ACK", "sip:3000@127.0.0.1", false, ""));
            bridge.await("the call is up", () -> bridge.connector.liveCalls().size() == 1);
            String tag = header(lastOk(phone), "To");
            phone.toTag = tag.substring(tag.indexOf("tag=") + 4);
            phone.send(phone.next("INVITE", Sdp.offer(40_002)));
            String overlapping = skipOks(phone);
            assertTrue(overlapping.startsWith("SIP/2.0 500"), overlapping);
            assertFalse(header(overlapping, "Retry-After").isEmpty());
            phone.send(phone.request("ACK", "sip:127.0.0.1", true, ""));
            phone.cseq = 1;
            phone.send(phone.ack(""));
            phone.cseq = 2;
            phone.send(phone.next("BYE", ""));
            assertTrue(skipOks(phone, "BYE").startsWith("SIP/2.0 200"));
        }
        bridge.ended();
        bridge.nothingIsLeft();
    }

    private static String lastOk(TextPhone phone) throws IOException {
        return phone.expect("SIP/2.0 200");
    }

    /** The next message that is no 200 to the INVITE. */
    private static String skipOks(TextPhone phone) throws IOException {
        return skipOks(phone, "");
    }

    private static String skipOks(TextPhone phone, String method) throws IOException {
        while (true) {
            String message = phone.receive(TextPhone.PATIENCE_MILLIS);
            assertNotNull(message);
            boolean okToInvite =
                    message.startsWith("SIP/2.0 200") && header(message, "CSeq").endsWith("INVITE");
            if (!okToInvite
                    && !message.startsWith("SIP/2.0 100")
                    && header(message, "CSeq").endsWith(method)) {
                return message;
            }
        }
    }

    @Test
    void numberMayStandInANamedHeader() throws Exception {
        try (TextPhone phone = TextPhone.udpFrom("127.0.0.5", bridge.port())) {
            phone.send(phone.invite("account", Sdp.offer(40_000), "X-Number : <sip:3000@example.org>"));
            phone.expect("SIP/2.0 200");
            phone.send(phone.ack(""));
            phone.hangUp();
        }
        CallRecord record = bridge.ended();
        assertEquals("named", record.call().trunk());
        assertEquals("3000", record.call().dialled().value());
        bridge.nothingIsLeft();
    }

    @Test
    void strangerHearsNothing() throws Exception {
        try (TextPhone phone = TextPhone.udpFrom("127.0.0.66", bridge.port())) {
            phone.send(phone.invite("3000", Sdp.offer(40_000)));
            assertNull(phone.receive(300));
        }
        assertEquals(1, bridge.connector.stats().drops().get("stranger"));
        bridge.nothingIsLeft();
    }
}
