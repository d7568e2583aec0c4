package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.TestPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: nothing new comes in, nobody is cut off, and the bridge is gone soon after the last call. */
@SideBySide
class Drain {
    private static final int BASE = 24000;
    private static final int ENDED_BY_SIGTERM = 143;

    @TempDir
    private Path data;

    @Test
    void callsGoOnAndNewOnesAreRefused() throws InterruptedException {
        try (BridgeProcess bridge = new BridgeProcess(BASE, data).start();
                TestPhone anna = new TestPhone("anna", "127.0.0.61", Codec.PCMU);
                TestPhone ben = new TestPhone("ben", "127.0.0.62", Codec.PCMA)) {
            PhoneCall annas = anna.call(bridge.sip(), "4000");
            PhoneCall bens = ben.call(bridge.sip(), "4000");
            List<Participant> both = List.of(Participant.of("anna", 500, annas), Participant.of("ben", 700, bens));
            Hearing.expect("before SIGTERM", both, both);

            bridge.terminate();
            Await.until("readyz says 503", () -> bridge.status("/readyz"), status -> status == 503);
            PhoneCall late = ben.call(bridge.sip(), "4000");
            assertEquals(503, late.status());
            assertTrue(late.answer().first("Retry-After").isPresent(), "503 says when to try again");
            Hearing.expect("while draining", both, both);

            assertEquals(200, annas.hangUp());
            assertTrue(bridge.isRunning(), "one call is still up");
            assertEquals(200, bens.hangUp());
            bridge.awaitExit();
        }
    }

    @Test
    void atTheLimitTheCallersAreToldAndTheirCallsEnd() throws InterruptedException {
        try (BridgeProcess bridge = new BridgeProcess(BASE, data)
                        .set("partyline.limits.drain", "2s")
                        .start();
                TestPhone anna = new TestPhone("anna", "127.0.0.61", Codec.PCMU)) {
            PhoneCall call = anna.call(bridge.sip(), "4000");
            bridge.terminate();
            assertTrue(call.awaitEnd(), "the bridge says BYE at the limit");
            bridge.awaitExit();
        }
    }

    /** The web server is the last to start, and the first calls are there long before it. */
    @Test
    void aSignalInTheMidstOfTheStartCutsNobodyOff() throws InterruptedException {
        try (BridgeProcess bridge = new BridgeProcess(BASE, data).startUntilPhonesAreAnswered();
                TestPhone anna = new TestPhone("anna", "127.0.0.61", Codec.PCMU);
                TestPhone ben = new TestPhone("ben", "127.0.0.62", Codec.PCMA)) {
            PhoneCall annas = anna.call(bridge.sip(), "4000");
            assertEquals(200, annas.status());
            bridge.terminate();
            Await.until(
                    "new calls are refused",
                    () -> ben.call(bridge.sip(), "4000").status(),
                    status -> status == 503);
            Await.until(
                    "the pages come, and say that it drains", () -> bridge.status("/readyz"), status -> status == 503);
            assertTrue(annas.listen(Duration.ofSeconds(1)).levelDb() > -60, "who waits alone hears music");
            assertFalse(annas.isEnded(), "her call goes on");
            assertEquals(200, annas.hangUp());
            assertEquals(ENDED_BY_SIGTERM, bridge.awaitExit());
        }
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws InterruptedException {
        try (BridgeProcess bridge = new BridgeProcess(BASE, data).start();
                TestPhone anna = new TestPhone("anna", "127.0.0.61", Codec.PCMU)) {
            assertEquals(200, anna.call(bridge.sip(), "4000").status());
            bridge.terminate();
            Await.until("it drains", () -> bridge.status("/readyz"), status -> status == 503);
            bridge.terminate();
            assertEquals(ENDED_BY_SIGTERM, bridge.awaitExit());
        }
    }
}
