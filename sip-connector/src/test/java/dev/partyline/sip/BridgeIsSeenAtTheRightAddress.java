package dev.partyline.sip;

import static dev.partyline.sip.TextPhone.body;
import static dev.partyline.sip.TextPhone.header;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.call.CallTimers;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bound to every address, or behind a NAT: what Contact and the session description say can be reached. */
@Timeout(180)
class BridgeIsSeenAtTheRightAddress {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void boundToAllItNamesTheOneTowardThePhone(boolean tcp) throws Exception {
        try (Bridge bridge = new Bridge(10, CallTimers.standard(), Bridge.trunks(), "0.0.0.0", null);
                TextPhone phone = tcp ? TextPhone.tcp(bridge.port()) : TextPhone.udp(bridge.port())) {
            String ok = phone.call("3000");
            assertTrue(body(ok).contains("c=IN IP4 127.0.0.1"), ok);
            assertTrue(header(ok, "Contact").contains("127.0.0.1:" + bridge.port()), ok);
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            bridge.connector.remove(
                    bridge.connector.liveCalls().getFirst().call().id());
            String bye = phone.expect("BYE ");
            assertTrue(header(bye, "Via").contains(" 127.0.0.1:"), bye);
            phone.answer(bye, "200 OK");
            bridge.ended();
            bridge.nothingIsLeft();
        }
    }

    @Test
    void advertisedAddressGoesBeforeTheBoundOne() throws Exception {
        InetAddress advertised = InetAddress.ofLiteral("192.0.2.44");
        try (Bridge bridge = new Bridge(10, CallTimers.standard(), Bridge.trunks(), "127.0.0.1", advertised);
                TextPhone phone = TextPhone.udp(bridge.port())) {
            String ok = phone.call("3000");
            assertTrue(body(ok).contains("c=IN IP4 192.0.2.44"), ok);
            assertTrue(header(ok, "Contact").contains("192.0.2.44:" + bridge.port()), ok);
            phone.hangUp();
            bridge.ended();
            bridge.nothingIsLeft();
        }
    }
}
