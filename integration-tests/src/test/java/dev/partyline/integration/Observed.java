package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.TestPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of the bridge, and what he must never see in a log. */
@SideBySide
@SuppressWarnings("NullAway.Init")
class Observed {
    private static final String TRUNK_PASSWORD = "canary-trunk-password-9083";
    private static final String PIN = "80236417";
    private static final String WRONG_PIN = "55501234";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;

    @BeforeAll
    static void aBridgeWithATrunkThatNobodyAnswers() throws InterruptedException {
        bridge = Trunks.direct(new BridgeProcess(24600, data))
                .set("partyline.trunks[1].name", "nobody")
                .set("partyline.trunks[1].registrar", "127.0.0.77:5999")
                .set("partyline.trunks[1].username", "someone")
                .environment("PARTYLINE_TRUNKS_1_PASSWORD", TRUNK_PASSWORD)
                .start();
        AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD)
                .map("5200", "watched")
                .setPin("watched", PIN);
    }

    @AfterAll
    static void theBridgeStops() {
        if (bridge != null) {
            bridge.close();
        }
    }

    @Test
    void itLivesAndIsReadyWhateverBecomesOfATrunk() throws Exception {
        assertEquals(200, bridge.status("/livez"));
        assertEquals(200, bridge.status("/readyz"));
    }

    @Test
    void theActuatorIsOnThePortOfItsOwn() throws Exception {
        assertTrue(bridge.status("/actuator/prometheus") >= 300, "figures on the main port");
        assertTrue(bridge.status("/actuator/env") >= 300, "settings on the main port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partyline_calls",
                "partyline_legs",
                "partyline_rooms",
                "partyline_ticks_late",
                "partyline_tick_lateness_seconds_total{le=\"0.005\"",
                "partyline_tick_lateness_seconds_total{le=\"+Inf\"",
                "partyline_loop_commands_refused",
                "partyline_legs_broken",
                "partyline_rtcp_received",
                "partyline_rtcp_sent",
                "partyline_rtp_unsent",
                "partyline_rtp_lost",
                "partyline_frames_concealed",
                "partyline_glitches_total{kind=\"underrun\"",
                "partyline_ports_free",
                "partyline_trunk_state",
                "partyline_trunk_state_age_seconds"
            })
    void aFigureIsThere(String name) throws Exception {
        assertTrue(bridge.metrics().lines().anyMatch(line -> line.startsWith(name)), "no " + name);
    }

    @Test
    void refusalsAreCountedByReason() throws Exception {
        try (TestPhone phone = new TestPhone("lost", "127.0.0.2", Codec.PCMU)) {
            assertEquals(404, phone.call(bridge.sip(), "987654").status());
        }
        Await.until(
                "the refusal is counted",
                () -> bridge.metrics()
                        .lines()
                        .anyMatch(line -> line.startsWith("partyline_sip_refusals") && !line.endsWith(" 0.0")));
    }

    @Test
    void eachCallIsOneLineAndNoSecretIsInAnyOfThem() throws Exception {
        try (TestPhone phone = new TestPhone("watched", "127.0.0.2", Codec.PCMU)) {
            PhoneCall call = phone.call(bridge.sip(), "5200");
            call.press(WRONG_PIN + "#");
            Thread.sleep(Duration.ofSeconds(3));
            call.press(PIN + "#");
            Thread.sleep(Duration.ofSeconds(1));
            assertEquals(200, call.hangUp());
        }
        Await.until("the call's line is written", () -> callLines() > 0);
        assertEquals(1, callLines(), bridge.log());
        assertTrue(bridge.log().contains("CALLER_HUNG_UP"), bridge.log());
        String everything = bridge.log() + bridge.metrics();
        for (String secret : List.of(PIN, WRONG_PIN, TRUNK_PASSWORD, BridgeProcess.ADMIN_PASSWORD)) {
            assertFalse(everything.contains(secret), "a secret in the log or the figures");
        }
    }

    private static long callLines() {
        return bridge.log()
                .lines()
                .filter(line -> line.contains("dialled=5200"))
                .count();
    }
}
