package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import dev.partyline.integration.peer.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes away comes back to its place by itself, and what does not come back leaves no ghost. */
@SuppressWarnings("NullAway.Init")
class BrowsersComeBack {
    private static final int BASE = 26_400;
    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.0.0.88");
    private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration NO_GHOST_AFTER = Duration.ofSeconds(15);

    @TempDir
    private Path data;

    private BridgeProcess bridge;
    private TestPhone phone;
    private Participant caller;
    private Chromium anna;
    private Chromium ben;

    @BeforeAll
    static void chromiumIsThere() {
        Tools.need("chromium", "chromedriver");
    }

    @BeforeEach
    void threeMeet() throws Exception {
        bridge = bridge().start();
        phone = new TestPhone("phone", "127.0.0.63", Codec.PCMU);
        caller = Participant.of("phone", 620, phone.call(bridge.sip(), "4100"));
        anna = new Chromium("anna", 1130, bridge).join("room-4100", "");
        ben = new Chromium("ben", 1490, bridge);
    }

    private BridgeProcess bridge() {
        return new BridgeProcess(BASE, data).set("partyline.media.loops", 1);
    }

    @AfterEach
    void allLeave() {
        for (AutoCloseable closeable : new AutoCloseable[] {anna, ben, phone, bridge}) {
            try {
                if (closeable != null) {
                    closeable.close();
                }
            } catch (Exception e) {
                System.out.println("closing: " + e);
            }
        }
    }

    @Test
    void aReloadBringsBackTheSamePerson() throws Exception {
        ben.join("room-4100", "");
        Hearing.expect("before the reload", List.of(caller, anna, ben), List.of(caller, anna, ben));
        Object id = ben.run("return window.partyline.joined.participant");
        ben.reload();
        ben.awaitMedia();
        assertEquals(id, ben.run("return window.partyline.joined.participant"), "the same person");
        Hearing.expect("after the reload", List.of(caller, anna, ben), List.of(caller, anna, ben));
        anna.await("there is one ben", ONE_BEN);
    }

    @Test
    void aKilledTabLeavesNoGhost() throws Exception {
        ben.join("room-4100", "");
        anna.await("ben is there", ONE_BEN);
        ben.close();
        long killedNanos = System.nanoTime();
        anna.await("ben is gone", "return window.partyline.roster.every(p => p.name !== 'ben')");
        Duration took = Duration.ofNanos(System.nanoTime() - killedNanos);
        System.out.println("a killed tab is out of the roster after " + took.toMillis() + " ms");
        assertEquals(true, took.compareTo(NO_GHOST_AFTER) < 0, "no ghost after 15 s, but " + took);
    }

    @Test
    void aNetworkThatIsGoneForFiveSecondsEndsNothing() throws Exception {
        bridge.close();
        phone.close();
        anna.close();
        bridge = bridge().set("partyline.media.advertised-addresses", OUTSIDE.getHostAddress())
                .start();
        phone = new TestPhone("phone", "127.0.0.63", Codec.PCMU);
        caller = Participant.of("phone", 620, phone.call(bridge.sip(), "4100"));
        try (Wire wire = new Wire()
                .tcp(OUTSIDE, new InetSocketAddress(INSIDE, bridge.ports().http()))
                .udp(OUTSIDE, new InetSocketAddress(INSIDE, bridge.ports().browsers()))) {
            anna = new Chromium("anna", 1130, bridge, OUTSIDE).join("room-4100", "");
            List<Participant> both = List.of(caller, anna);
            Hearing.expect("before the gap", both, both);
            Object id = anna.run("return window.partyline.joined.participant");
            wire.cut();
            Thread.sleep(5_000);
            wire.mend();
            Hearing.expect("after the gap", both, both);
            anna.await(
                    "one anna is in the roster, and not away",
                    "return window.partyline.roster.filter(p => p.name === 'anna' && !p.away).length === 1");
            assertEquals(id, anna.run("return window.partyline.joined.participant"), "the same person");
        }
    }

    @Test
    void aRestartOfTheBridgeIsSurvivedWithoutAClick() throws Exception {
        ben.join("room-4100", "");
        bridge.kill();
        bridge.start();
        for (Chromium browser : List.of(anna, ben)) {
            browser.awaitMedia();
        }
        TestPhone again = new TestPhone("again", "127.0.0.64", Codec.PCMU);
        try (again) {
            Participant back = Participant.of("again", 850, again.call(bridge.sip(), "4100"));
            Hearing.expect("after the restart", List.of(back, anna, ben), List.of(back, anna, ben));
        }
    }

    private static final String ONE_BEN = "return window.partyline.roster.filter(p => p.name === 'ben').length === 1";
}
