package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TCP connections that break the rules, or break: closed and counted, and the next call works. */
@Timeout(180)
class BrokenConnectionsAreClosed {
    @Test
    void wrongFramingIsCutOff() throws Exception {
        try (Bridge bridge = new Bridge()) {
            try (TextPhone phone = TextPhone.tcp(bridge.port())) {
                phone.send("OPTIONS sip:a@127.0.0.1 SIP/2.0\r\nContent-Length: -1\r\n\r\n");
                assertThrows(IOException.class, phone::soon);
            }
            assertEquals(1, bridge.connector.stats().drops().get("content-length-malformed"));
            callWorks(bridge);
        }
    }

    @Test
    void byteByByteIsAsGoodAsWhole() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.tcp(bridge.port())) {
            phone.send("\r\n\r\n");
            for (byte b : phone.invite("3000", Sdp.offer(40_000)).getBytes(StandardCharsets.UTF_8)) {
                phone.sendRaw(new byte[] {b});
            }
            phone.sendRaw(new byte[0]);
            String message = phone.soon();
            assertTrue(message.startsWith("\r\nSIP/2.0 100"), "the ping is answered first: " + message);
            phone.expect("SIP/2.0 200");
            phone.send(phone.ack(""));
            phone.hangUp();
            bridge.ended();
            bridge.nothingIsLeft();
        }
    }

    @Test
    void strangersConnectionIsNotKept() throws Exception {
        try (Bridge bridge = new Bridge();
                Socket stranger = new Socket()) {
            stranger.bind(new InetSocketAddress("127.0.0.66", 0));
            stranger.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), bridge.port()), 1000);
            stranger.setSoTimeout(TextPhone.PATIENCE_MILLIS);
            assertEquals(-1, stranger.getInputStream().read());
            assertFalse(bridge.connector.stats().drops().containsKey("connection-idle"), "it was kept for a while");
            callWorks(bridge);
        }
    }

    @Test
    void oneSourceHoldsOnlySoMany() throws Exception {
        try (Bridge bridge = new Bridge()) {
            List<TextPhone> phones = new ArrayList<>();
            for (int i = 0; i < 140; i++) {
                phones.add(TextPhone.tcp(bridge.port()));
            }
            bridge.await(
                    "12 are too many",
                    () -> bridge.connector.stats().drops().getOrDefault("too-many-connections", 0L) == 12);
            for (TextPhone phone : phones) {
                phone.close();
            }
            callWorks(bridge);
        }
    }

    @Test
    void callWhoseConnectionIsGoneEndsAllTheSame() throws Exception {
        try (Bridge bridge = new Bridge(10, Bridge.hasty(), Bridge.trunks())) {
            try (TextPhone phone = TextPhone.tcp(bridge.port())) {
                phone.send(phone.invite("3000", Sdp.offer(40_000)));
                phone.expect("SIP/2.0 200");
            }
            assertEquals(EndReason.NO_ACK, bridge.ended().reason());
            bridge.nothingIsLeft();
            callWorks(bridge);
        }
    }

    private static void callWorks(Bridge bridge) throws Exception {
        try (TextPhone phone = TextPhone.udp(bridge.port())) {
            phone.call("3000");
            phone.hangUp();
        }
        assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
        bridge.nothingIsLeft();
    }
}
