package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.trace.TracedMessage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the doctor of calls reads: every message of a call, in order, and what became of its media. */
@Timeout(120)
class CallsAreTraced {
    private static List<String> ladder(List<TracedMessage> messages) {
        return messages.stream()
                .map(message -> (message.received() ? "> " : "< ") + message.startLine())
                .toList();
    }

    @Test
    void fromTheInviteToTheAnswerOfTheBye() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.call("3000");
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            assertEquals(phone.callId, bridge.connector.liveCalls().getFirst().sipCallId());
            phone.hangUp();
            CallRecord record = bridge.ended();
            assertEquals(phone.callId, record.sipCallId());
            CallRecord.Media media = Objects.requireNonNull(record.media());
            assertEquals("PCMU", media.codec());
            assertTrue(media.eventsAgreed());
            List<TracedMessage> trace = bridge.connector.trace(phone.callId);
            assertEquals(
                    List.of(
                            "> INVITE sip:3000@127.0.0.1 SIP/2.0",
                            "< SIP/2.0 100 Trying",
                            "< SIP/2.0 200 OK",
                            "> ACK sip:127.0.0.1 SIP/2.0",
                            "> BYE sip:127.0.0.1 SIP/2.0",
                            "< SIP/2.0 200 OK"),
                    ladder(trace));
            assertEquals(Sdp.offer(40_000), trace.getFirst().body());
            assertEquals(phone.localPort(), trace.getFirst().far().getPort());
            assertEquals(bridge.port(), trace.getFirst().near().getPort());
        }
    }

    @Test
    void aRefusedOneToo() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.send(phone.invite("9999", Sdp.offer(40_000)));
            phone.expect("SIP/2.0 404");
            CallRecord record = bridge.ended();
            assertEquals(null, record.media());
            List<String> ladder = ladder(bridge.connector.trace(record.sipCallId()));
            assertTrue(
                    ladder.contains("< SIP/2.0 404 Not found") || ladder.contains("< SIP/2.0 404 Not Found"),
                    "" + ladder);
        }
    }

    @Test
    void whatIsNoCallIsNotKept() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.send(phone.request("OPTIONS", "sip:127.0.0.1", false, ""));
            phone.expect("SIP/2.0 200");
            assertEquals(List.of(), bridge.connector.trace(phone.callId));
        }
    }

    @Test
    void secretsAreCutOut() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            String sdp = Sdp.offer(40_000) + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"
                    + "Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5|2^31\r\n";
            phone.send(phone.invite(
                    "3000",
                    sdp,
                    "Proxy-Authorization: Digest username=\"ann\", realm=\"r\", nonce=\"n\", uri=\"sip:x\","
                            + " response=\"0123456789abcdef0123456789abcdef\", algorithm=MD5"));
            phone.expect("SIP/2.0 200");
            phone.send(phone.ack(""));
            String info = phone.next("INFO", "").replace("Content-Length: 0", """
                    Content-Type: application/dtmf-relay\r
                    Content-Length: 10""") + "Signal=7\r\n";
            phone.send(info);
            phone.expect("SIP/2.0 200");
            StringBuilder all = new StringBuilder();
            bridge.connector.trace(phone.callId).forEach(message -> all.append(message.text()));
            assertFalse(all.toString().contains("Y2FuYXJ5"), all.toString());
            assertFalse(all.toString().contains("0123456789abcdef"), all.toString());
            assertFalse(all.toString().contains("Signal=7"), all.toString());
            assertTrue(all.toString().contains("INFO sip:127.0.0.1 SIP/2.0"), all.toString());
            assertTrue(all.toString().contains("username=\"ann\""), all.toString());
            assertTrue(all.toString().contains("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:***"), all.toString());
            phone.hangUp();
            assertNotNull(bridge.ended());
        }
    }
}
