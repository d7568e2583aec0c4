package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.sip.TrunkSettings.NumberSource;
import dev.partyline.sip.call.CallTimers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P-Asserted-Identity (RFC 3325) where the trunk is trusted with it, and Privacy (RFC 3323) always. */
@Timeout(180)
class CallerIsWhoTheTrunkSaysItIs {
    private static TrunkSettings trunk(boolean trustsIdentity, int maxCalls) {
        return new TrunkSettings(
                "local",
                List.of("127.0.0.1"),
                null,
                new NumberSource.RequestUri(),
                TrunkSettings.Dtmf.AUTO,
                TrunkSettings.MediaEncryption.PREFER,
                TrunkSettings.USUAL_EMERGENCY_CODE,
                null,
                null,
                maxCalls,
                trustsIdentity);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    true  |                   | +4930123
                    false |                   | ann
                    true  | Privacy: none     | +4930123
                    true  | Privacy: session  | +4930123
                    true  | Privacy: id       | ''
                    false | Privacy: id       | ''
                    true  | Privacy: user; critical | ''
                    true  | Privacy: session; critical; history; none; id | ''
                    true  | Privacy: HEADER;none | ''
                    true  | Privacy: id,none  | ''
                    """)
    void asFarAsItMaySaySo(boolean trusted, @Nullable String privacy, String caller) throws Exception {
        try (Bridge bridge = new Bridge(10, CallTimers.standard(), List.of(trunk(trusted, TrunkSettings.NO_LIMIT)));
                TextPhone phone = TextPhone.udp(bridge.port())) {
            List<String> headers = new ArrayList<>(List.of("P-Asserted-Identity: <sip:+4930123@pbx.example>"));
            if (privacy != null) {
                headers.add(privacy);
            }
            phone.send(phone.invite("3000", Sdp.offer(4000), headers.toArray(String[]::new)));
            phone.expect("SIP/2.0 200");
            phone.send(phone.ack(""));
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            assertEquals(
                    caller,
                    bridge.connector.liveCalls().getFirst().call().caller().value());
            phone.hangUp();
            bridge.ended();
            bridge.nothingIsLeft();
        }
    }

    @Test
    void aTrunkHasAsManyCallsAsItMay() throws Exception {
        try (Bridge bridge = new Bridge(10, CallTimers.standard(), List.of(trunk(true, 1)));
                TextPhone first = TextPhone.udp(bridge.port());
                TextPhone second = TextPhone.udp(bridge.port())) {
            first.call("3000");
            second.send(second.invite("3000", Sdp.offer(4000)));
            second.expect("SIP/2.0 503");
            second.send(second.request("ACK", "sip:3000@127.0.0.1", false, ""));
            assertEquals(EndReason.TRUNK_FULL, bridge.ended().reason());
            first.hangUp();
            assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            bridge.nothingIsLeft();
            try (TextPhone third = TextPhone.udp(bridge.port())) {
                third.call("3000");
                third.hangUp();
                assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            }
            bridge.nothingIsLeft();
        }
    }
}
