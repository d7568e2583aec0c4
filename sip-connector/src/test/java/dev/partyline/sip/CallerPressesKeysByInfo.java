package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PINs and *6 by SIP INFO. */
@Timeout(180)
class CallerPressesKeysByInfo {
    private static String info(TextPhone phone, String type, String body, String... headers) {
        String request = phone.next("INFO", body, headers);
        return request.replace("Content-Type: application/sdp", "Content-Type: " + type);
    }

    private static void press(TextPhone phone, String keys) throws IOException {
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            phone.send(info(phone, "application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n"));
            phone.expect("SIP/2.0 200");
        }
    }

    /** Sends a request every half second until it is answered (RFC 3261 section 17.1.2.2), as it may come while it is. */
    private static String answer(TextPhone phone, String request) throws IOException {
        for (int millis = 0; millis < TextPhone.PATIENCE_MILLIS; millis += 500) {
            phone.send(request);
            String answer = phone.receive(500);
            if (answer != null) {
                return answer;
            }
        }
        throw new AssertionError("no answer to " + request);
    }

    @Test
    void isLetInAndMutesHimself() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            assertTrue(TextPhone.header(phone.call("3001"), "Allow").contains("INFO"));
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            press(phone, "2468");
            phone.send(info(phone, "application/dtmf", "#"));
            phone.expect("SIP/2.0 200");
            bridge.await("in", () -> bridge.connector.liveCalls().getFirst().phase() == LiveCall.Phase.IN_CHANNEL);
            press(phone, "*6");
            bridge.await("muted", () -> bridge.connector.liveCalls().getFirst().muted());
            phone.hangUp();
            assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void anInfoThatComesAgainIsOneKey() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.call("3001");
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            for (String key : List.of("2", "4", "6", "8", "#")) {
                String again = info(phone, "application/dtmf-relay", "Signal=" + key);
                for (int i = 0; i < 3; i++) {
                    assertTrue(answer(phone, again).startsWith("SIP/2.0 200"));
                }
            }
            bridge.await("in", () -> bridge.connector.liveCalls().getFirst().phase() == LiveCall.Phase.IN_CHANNEL);
            phone.hangUp();
        }
    }

    @Test
    void whatIsNoKeyIsAnsweredAsTheRfcSays() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.tcp(bridge.port())) {
            phone.call("3000");
            phone.send(info(phone, "application/media_control+xml", "<media_control/>"));
            String refused = phone.expect("SIP/2.0 415");
            assertTrue(refused.contains("application/dtmf-relay"), refused);
            phone.send(info(phone, "application/dtmf-relay", "Signal=Q\r\n"));
            phone.expect("SIP/2.0 400");
            phone.send(info(phone, "application/dtmf-relay", "Signal=16\r\n"));
            phone.expect("SIP/2.0 200");
            phone.send(phone.next("INFO", ""));
            phone.expect("SIP/2.0 200");
            phone.send(info(phone, "application/x-sensor", "a", "Info-Package: sensor"));
            assertEquals("nil", TextPhone.header(phone.expect("SIP/2.0 469"), "Recv-Info"));
            String right = phone.toTag;
            phone.toTag = "wrong";
            phone.send(info(phone, "application/dtmf-relay", "Signal=1"));
            phone.expect("SIP/2.0 481");
            phone.toTag = right;
            phone.send(phone.request("INFO", "sip:3000@127.0.0.1", false, ""));
            phone.expect("SIP/2.0 481");
            phone.toTag = right;
            phone.hangUp();
            bridge.ended();
            bridge.nothingIsLeft();
        }
    }

    @Test
    void noFasterThanAFingerCanPress() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.tcp(bridge.port())) {
            phone.call("3000");
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                all.append(info(phone, "application/dtmf", "1"));
            }
            phone.send(all.toString());
            int refused = 0;
            for (int i = 0; i < 60; i++) {
                String answer = phone.soon();
                refused += answer.startsWith("SIP/2.0 500") ? 1 : 0;
                assertFalse(answer.startsWith("SIP/2.0 4"), answer);
            }
            assertTrue(refused > 0, "all 60 were taken");
            phone.hangUp();
        }
    }
}
