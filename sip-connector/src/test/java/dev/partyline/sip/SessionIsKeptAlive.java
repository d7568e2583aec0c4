package dev.partyline.sip;

import static dev.partyline.sip.TextPhone.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Session timers (RFC 4028) in a call, with time that leaps. */
@Timeout(180)
class SessionIsKeptAlive {
    private static final String NINETY = "Session-Expires: 90;refresher=uas";

    private static void poke(TextPhone phone) throws Exception {
        phone.send(phone.next("OPTIONS", ""));
    }

    private static void up(TextPhone phone, String... headers) throws Exception {
        phone.send(phone.invite("3000", Sdp.offer(40_000), headers));
        String ok = phone.expect("SIP/2.0 200");
        assertTrue(header(ok, "Session-Expires").startsWith("90"), ok);
        phone.send(phone.ack(""));
        poke(phone);
        phone.expect("SIP/2.0 200");
    }

    /** The answer to this method, past answers to others. */
    private static void expectAnswer(TextPhone phone, String method, int status) throws Exception {
        String message = phone.soon();
        while (!header(message, "CSeq").endsWith(method) || message.startsWith("SIP/2.0 100")) {
            message = phone.soon();
        }
        assertTrue(message.startsWith("SIP/2.0 " + status), message);
    }

    /** The next request of the bridge's, past answers to ours. */
    private static String request(TextPhone phone, String method) throws Exception {
        String message = phone.soon();
        while (message.startsWith("SIP/2.0")) {
            message = phone.soon();
        }
        assertTrue(message.startsWith(method + " "), message);
        return message;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE", "INVITE"})
    void bridgeRefreshesAtHalfTime(String method) throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            up(
                    phone,
                    "Supported: timer",
                    NINETY,
                    "Allow: INVITE, ACK, BYE" + (method.equals("UPDATE") ? ", UPDATE" : ""));
            bridge.leap(Duration.ofSeconds(46));
            poke(phone);
            String refresh = request(phone, method);
            assertEquals("90;refresher=uac", header(refresh, "Session-Expires"));
            // Meanwhile an offer of ours would cross the bridge's request (RFC 3261 section 14.2).
            phone.send(phone.next("INVITE", Sdp.offer(40_002)));
            expectAnswer(phone, "INVITE", 491);
            phone.send(phone.request("ACK", "sip:127.0.0.1", true, ""));
            if (method.equals("UPDATE")) {
                phone.answer(refresh, "200 OK", "Session-Expires: 90;refresher=uac", "Require: timer");
            } else {
                phone.send(okWithSdp(phone, refresh));
                assertEquals(header(refresh, "CSeq").replace("INVITE", "ACK"), header(request(phone, "ACK"), "CSeq"));
                phone.send(okWithSdp(phone, refresh));
                request(phone, "ACK");
            }
            poke(phone);
            expectAnswer(phone, "OPTIONS", 200);
            bridge.leap(Duration.ofSeconds(40));
            phone.hangUp();
            assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    private static String okWithSdp(TextPhone phone, String invite) {
        String sdp = Sdp.offer(40_000);
        StringBuilder text = new StringBuilder("SIP/2.0 200 OK\r\n");
        for (String line : invite.split("\r\n", -1)) {
            if (line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*")) {
                text.append(line).append("\r\n");
            }
        }
        return text + "Contact: <sip:ann@127.0.0.1:" + phone.localPort() + ">\r\nContent-Type: application/sdp\r\n"
                + "Content-Length: " + sdp.length() + "\r\n\r\n" + sdp;
    }

    @Test
    void callerWhoNeverRefreshesIsHungUpOn() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            up(phone, "Supported: timer", "Session-Expires: 90;refresher=uac");
            bridge.leap(Duration.ofSeconds(61));
            poke(phone);
            phone.answer(request(phone, "BYE"), "200 OK");
            assertEquals(EndReason.SESSION_EXPIRED, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void callersUpdateKeepsItUp() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            up(phone, "Supported: timer", "Session-Expires: 90;refresher=uac");
            for (int i = 0; i < 3; i++) {
                bridge.leap(Duration.ofSeconds(45));
                phone.send(phone.next("UPDATE", "", "Supported: timer", "Session-Expires: 90;refresher=uac"));
                assertEquals("90;refresher=uac", header(phone.expect("SIP/2.0 200"), "Session-Expires"));
            }
            phone.hangUp();
            assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void farEndThatForgotTheCallEndsIt() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port())) {
            up(phone, "Supported: timer", NINETY, "Allow: UPDATE");
            bridge.leap(Duration.ofSeconds(46));
            poke(phone);
            phone.answer(request(phone, "UPDATE"), "481 Call/Transaction Does Not Exist");
            phone.answer(request(phone, "BYE"), "481 Call/Transaction Does Not Exist");
            assertEquals(EndReason.SESSION_EXPIRED, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }
}
