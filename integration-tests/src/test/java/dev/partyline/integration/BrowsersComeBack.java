package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Closing;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes away comes back to its place by itself, and what does not come back leaves no ghost. */
@SuppressWarnings("NullAway.Init")
class BrowsersComeBack {
    private static final Duration NO_GHOST_AFTER = Duration.ofSeconds(15);
    private static final String ONE_BEN = "return window.partyline.roster.filter(p => p.name === 'ben').length === 1";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;
    private static Chromium anna;
    private static Chromium ben;
    private static int number = 4100;

    private TestPhone phone;
    private Participant caller;

    @BeforeAll
    static void aBridgeAndTwoBrowsers() throws InterruptedException {
        Tools.need("chromium", "chromedriver");
        bridge = new BridgeProcess(26_400, data).set("partyline.media.loops", 1).start();
        anna = new Chromium("anna", 1130, bridge);
        ben = new Chromium("ben", 1490, bridge);
    }

    /** Each time in a channel that is new. */
    @BeforeEach
    void threeMeet() throws Exception {
        number++;
        phone = new TestPhone("phone", "127.0.0.63", Codec.PCMU);
        caller = Participant.of("phone", 620, phone.call(bridge.sip(), String.valueOf(number)));
        anna.join("room-" + number, "");
        ben.join("room-" + number, "");
    }

    @AfterEach
    void thePhoneIsPutDown() {
        phone.close();
    }

    @AfterAll
    static void allLeave() {
        Closing.all(anna, ben, bridge);
    }

    @Test
    void aReloadBringsBackTheSamePerson() throws Exception {
        Hearing.expect("before the reload", List.of(caller, anna, ben), List.of(caller, anna, ben));
        Object id = ben.run("return window.partyline.joined.participant");
        assertNotNull(id, "somebody");
        ben.reload();
        ben.awaitMedia();
        assertEquals(id, ben.run("return window.partyline.joined.participant"), "the same person");
        Hearing.expect("after the reload", List.of(caller, anna, ben), List.of(caller, anna, ben));
        anna.await("there is one ben", ONE_BEN);
    }

    @Test
    void aKilledTabLeavesNoGhost() throws Exception {
        anna.await("ben is there", ONE_BEN);
        ben.close();
        long killedNanos = System.nanoTime();
        Duration took;
        try {
            anna.await("ben is gone", "return window.partyline.roster.every(p => p.name !== 'ben')");
            took = Duration.ofNanos(System.nanoTime() - killedNanos);
        } finally {
            ben = new Chromium("ben", 1490, bridge);
        }
        System.out.println("a killed tab is out of the roster after " + took.toMillis() + " ms");
        assertEquals(true, took.compareTo(NO_GHOST_AFTER) < 0, "no ghost after 15 s, but " + took);
    }

    @Test
    void aRestartOfTheBridgeIsSurvivedWithoutAClick() throws Exception {
        bridge.kill();
        bridge.start();
        for (Chromium browser : List.of(anna, ben)) {
            browser.awaitMedia();
        }
        try (TestPhone again = new TestPhone("again", "127.0.0.64", Codec.PCMU)) {
            Participant back = Participant.of("again", 850, again.call(bridge.sip(), String.valueOf(number)));
            Hearing.expect("after the restart", List.of(back, anna, ben), List.of(back, anna, ben));
        }
    }
}
