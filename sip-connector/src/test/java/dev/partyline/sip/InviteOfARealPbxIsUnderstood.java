package dev.partyline.sip;

import static dev.partyline.sip.TextPhone.body;
import static dev.partyline.sip.TextPhone.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PBXs, proxies and carriers send beside the plain INVITE. */
@Timeout(180)
class InviteOfARealPbxIsUnderstood {
    private static String withType(String invite, String type) {
        return invite.replace("Content-Type: application/sdp", "Content-Type: " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/mixed;boundary=unique-1", "Multipart/Mixed; x=y; boundary=\"unique-1\""})
    void descriptionAmongOtherParts(String type) throws Exception {
        String parts = "--unique-1\r\nContent-Type: application/isup;version=itu-t92+\r\n"
                + "Content-Disposition: signal;handling=optional\r\n\r\n\u0001\u0011\u0000\r\n"
                + "--unique-1\r\nContent-Type : application/SDP\r\n\r\n" + Sdp.offer(40_000) + "\r\n--unique-1--\r\n";
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.send(withType(phone.invite("3000", parts), type));
            assertTrue(body(phone.expect("SIP/2.0 200")).contains("m=audio 2"));
            phone.send(phone.ack(""));
            phone.hangUp();
            assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed",
                "multipart/mixed;boundary=other",
                "multipart/alternative;boundary=unique-1",
                "application/isup"
            })
    void bodyWithoutADescriptionIsRefused(String type) throws Exception {
        String parts = "--unique-1\r\nContent-Type: text/plain\r\n\r\nv=0\r\n--unique-1--\r\n";
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.send(withType(phone.invite("3000", parts), type));
            String refusal = phone.expect("SIP/2.0 415");
            assertTrue(refusal.contains("application/sdp") && refusal.contains("multipart/mixed"), refusal);
            assertEquals(EndReason.BAD_OFFER, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void longDescriptionAndManyVias() throws Exception {
        String sdp = Sdp.offer(40_000) + "a=x-long:0123456789012345678901234567890123456789\r\n".repeat(400);
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.send(phone.invite(
                    "3000",
                    sdp,
                    "v: SIP/2.0/TLS proxy.example.net;branch=z9hG4bKtwo, SIP/2.0/UDP 192.0.2.50;branch=z9hG4bKthree",
                    "Via: SIP/2.0/TCP [2001:db8::9];branch=z9hG4bKfour"));
            String ok = phone.expect("SIP/2.0 200");
            int last = 0;
            for (String branch : List.of(phone.lastBranch, "z9hG4bKtwo", "z9hG4bKthree", "z9hG4bKfour")) {
                assertTrue(ok.indexOf(branch) > last, ok);
                last = ok.indexOf(branch);
            }
            phone.send(phone.ack(""));
            phone.hangUp();
            bridge.ended();
            bridge.nothingIsLeft();
        }
    }

    @Test
    void mendedInviteOfTheSameCallIdIsTaken() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            for (int i = 0; i < 10; i++) {
                phone.cseq++;
                phone.send(phone.invite("3000", Sdp.offer(40_000), "Session-Expires: 60", "Supported: timer"));
                assertEquals("90", header(phone.expect("SIP/2.0 422 Session Interval Too Small"), "Min-SE"));
                phone.send(phone.request("ACK", "sip:3000@127.0.0.1", false, ""));
            }
            phone.cseq++;
            phone.send(phone.invite("3000", Sdp.offer(40_000), "Session-Expires: 90", "Supported: timer"));
            phone.expect("SIP/2.0 200");
            phone.send(phone.ack(""));
            phone.hangUp();
            for (int i = 0; i < 10; i++) {
                assertEquals(EndReason.BAD_OFFER, bridge.ended().reason());
            }
            assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void sameCallIdOfAnotherCallerIsAnotherCall() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone one = TextPhone.udp(bridge.port());
                TextPhone two = TextPhone.udp(bridge.port())) {
            two.callId = one.callId;
            one.call("3000");
            two.call("3000");
            assertFalse(one.toTag.equals(two.toTag));
            one.hangUp();
            two.hangUp();
            bridge.ended();
            bridge.ended();
            bridge.nothingIsLeft();
        }
    }

    @Test
    void byeWithAReasonAndAnAckByAnotherSocket() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.tcp(bridge.port());
                TextPhone other = TextPhone.tcp(bridge.port())) {
            phone.send(phone.invite("3000", Sdp.offer(40_000), "Expires: 120", "Timestamp: 54.1"));
            phone.expect("SIP/2.0 200");
            other.callId = phone.callId;
            other.fromTag = phone.fromTag;
            other.toTag = phone.toTag;
            other.send(other.ack(""));
            other.send(other.next("BYE", "", "Reason: Q.850;cause=16;text=\"Normal, clearing\""));
            other.expect("SIP/2.0 200");
            assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void callThatCannotBeRoutedNowIsToldWhenToTryAgain() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.send(phone.invite("3997", Sdp.offer(40_000)));
            assertEquals("30", header(phone.expect("SIP/2.0 503"), "Retry-After"));
            phone.send(phone.request("ACK", "sip:3997@127.0.0.1", false, ""));
            CallRecord record = bridge.ended();
            assertEquals(EndReason.ROUTING_UNAVAILABLE, record.reason());
            assertEquals("nobody knows now", record.detail());
            assertEquals(503, record.sipStatus());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void callThatTheApplicationNeverRoutesIsRefused() throws Exception {
        try (Bridge bridge = new Bridge(1, Bridge.hasty(), Bridge.trunks())) {
            try (TextPhone phone = TextPhone.udp(bridge.port())) {
                phone.send(phone.invite("3998", Sdp.offer(40_000)));
                String refusal = phone.expect("SIP/2.0 503");
                assertFalse(header(refusal, "Retry-After").isEmpty());
                phone.send(phone.request("ACK", "sip:3998@127.0.0.1", false, ""));
            }
            assertEquals(EndReason.ROUTING_UNAVAILABLE, bridge.ended().reason());
            bridge.await("the place is free", () -> bridge.connector.stats().calls() == 0);
            bridge.nothingIsLeft();
        }
    }
}
