package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.call.CallTimers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Refusals for want of a place, and calls that the bridge itself ends. */
@Timeout(180)
class BridgeEndsCalls {
    @Test
    void lostAckIsNoticed() throws Exception {
        try (Bridge bridge = new Bridge(10, Bridge.hasty(), Bridge.trunks());
                TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.send(phone.invite("3000", Sdp.offer(40_000)));
            String message = phone.expect("SIP/2.0 200");
            int oks = 0;
            while (message.startsWith("SIP/2.0 200")) {
                oks++;
                message = phone.soon();
            }
            assertTrue(message.startsWith("BYE "), message);
            assertTrue(oks >= 8, () -> "the 200 has to come again and again");
            phone.answer(message, "200 OK");
            assertEquals(EndReason.NO_ACK, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void fullBridgeSaysWhenToTryAgain() throws Exception {
        try (Bridge bridge = new Bridge(1, CallTimers.standard(), Bridge.trunks());
                TextPhone first = TextPhone.udp(bridge.port());
                TextPhone second = TextPhone.tcp(bridge.port())) {
            first.call("3000");
            second.send(second.invite("3000", Sdp.offer(40_002)));
            String refusal = second.expect("SIP/2.0 503");
            assertFalse(TextPhone.header(refusal, "Retry-After").isEmpty());
            second.send(second.request("ACK", "sip:3000@127.0.0.1", false, ""));
            assertEquals(EndReason.BRIDGE_FULL, bridge.ended().reason());
            first.hangUp();
            bridge.ended();
            bridge.nothingIsLeft();
        }
    }

    @Test
    void drainingRefusesTheNewAndEndsTheOldAtTheLimit() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port());
                TextPhone late = TextPhone.udp(bridge.port())) {
            phone.call("3000");
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            bridge.connector.drain();
            late.send(late.request("OPTIONS", "sip:127.0.0.1", false, ""));
            late.expect("SIP/2.0 503");
            late.cseq++;
            late.send(late.invite("3000", Sdp.offer(40_002)));
            late.expect("SIP/2.0 503");
            late.send(late.request("ACK", "sip:3000@127.0.0.1", false, ""));
            assertEquals(EndReason.DRAINING, bridge.ended().reason());
            assertEquals(1, bridge.connector.liveCalls().size());
            phone.answer(phone.expect("BYE "), "200 OK");
            assertEquals(EndReason.SHUTDOWN, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void removedPhoneGetsABye() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.tcp(bridge.port())) {
            phone.call("3000");
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            CallId id = bridge.connector.liveCalls().getFirst().call().id();
            assertFalse(bridge.connector.mute(new CallId("nobody"), true));
            Thread.sleep(100);
            assertTrue(bridge.connector.mute(id, true));
            bridge.await("muted", () -> bridge.connector.liveCalls().getFirst().muted());
            assertTrue(bridge.connector.remove(id));
            String bye = phone.expect("BYE ");
            bridge.await(
                    "it has left the room, whenever it answers",
                    () -> bridge.media.stats().legs() == 0);
            phone.answer(bye, "200 OK");
            assertEquals(EndReason.REMOVED_BY_ADMIN, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    /** RFC 3261 section 15: a BYE before the ACK could overtake the 200. */
    @Test
    void removedBeforeItsAckGetsTheByeAfterIt() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.send(phone.invite("3000", Sdp.offer(40_000)));
            phone.expect("SIP/2.0 200");
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            assertTrue(bridge.connector.remove(
                    bridge.connector.liveCalls().getFirst().call().id()));
            phone.expect("SIP/2.0 200");
            phone.send(phone.ack(""));
            phone.answer(phone.expect("BYE "), "200 OK");
            assertEquals(EndReason.REMOVED_BY_ADMIN, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void closingBridgeSaysGoodbyeEvenToTheDeaf() throws Exception {
        Bridge bridge = new Bridge();
        try (TextPhone phone = TextPhone.udp(bridge.port());
                TextPhone deaf = TextPhone.tcp(bridge.port())) {
            phone.call("3000");
            deaf.call("3000");
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 2);
            Thread closing = Thread.ofVirtual().start(bridge::close);
            phone.answer(phone.expect("BYE "), "200 OK");
            deaf.expect("BYE ");
            assertTrue(closing.join(Duration.ofSeconds(30)), "closing takes a few seconds at most");
            assertEquals(EndReason.SHUTDOWN, bridge.ended().reason());
            assertEquals(EndReason.SHUTDOWN, bridge.ended().reason());
            assertEquals(0, bridge.records.size());
        }
    }
}
