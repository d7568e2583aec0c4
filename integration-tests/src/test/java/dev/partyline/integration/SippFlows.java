package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.Sipp;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flows of RFC 3261 and its kin, as SIPp plays them; SIPp itself fails where the bridge answers otherwise. */
@SideBySide
@SuppressWarnings("NullAway.Init")
class SippFlows {
    @TempDir
    private static Path data;

    private static BridgeProcess bridge;

    @BeforeAll
    static void theBridgeStarts() throws InterruptedException {
        Tools.need("sipp");
        bridge = new BridgeProcess(21600, data).start();
    }

    @AfterAll
    static void theBridgeStops() {
        if (bridge != null) {
            bridge.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "offer, 3000, u1",
        "offer, 3000, t1",
        "offerless, 3000, u1",
        "offerless, 3000, t1",
        "hold, 4001, u1",
        "session-timer, 4002, u1",
        "session-interval-too-small, 4002, u1",
        "options, 3000, u1",
        "options, 3000, t1",
        "unknown-extension, 3000, u1",
        "no-common-codec, 3000, u1",
        "unknown-number, 77777, u1",
        "unknown-number, 77777, t1",
        "cancel-nothing, 3000, u1"
    })
    void flow(String scenario, String number, String transport) throws InterruptedException {
        Sipp.run(scenario, "127.0.0.21", bridge.sip(), number, transport);
    }

    @Test
    void twentyCallsASecondAllSucceed() throws InterruptedException {
        Sipp.run("offer", "127.0.0.22", bridge.sip(), "4100", "u1", "-m", "60", "-r", "20");
        noCallIsLeft();
    }

    /** The bridge answers at once, so a CANCEL may come before or after the 200: both ends are clean. */
    @Test
    void aCancelledCallEnds() throws InterruptedException {
        try (TestPhone phone = new TestPhone("hasty", "127.0.0.23", Codec.PCMU)) {
            PhoneCall call = phone.invite(bridge.sip(), "3000");
            call.cancel();
            call.awaitFinal();
            assertTrue(List.of(200, 487).contains(call.status()), "status " + call.status());
            if (call.status() == 200) {
                assertEquals(200, call.hangUp());
            }
        }
        noCallIsLeft();
    }

    private static void noCallIsLeft() throws InterruptedException {
        Await.until(
                "no call is left",
                () -> bridge.metrics().lines().anyMatch(line -> line.matches("partyline_calls(\\{.*})? 0(\\.0)?")));
    }
}
