package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that finds the bridge at another address than the phone does, by a wire that is cut and mended. */
class ANetworkThatIsGoneForAWhile {
    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.0.0.88");
    private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    private Path data;

    @Test
    void fiveSecondsEndNothing() throws Exception {
        Tools.need("chromium", "chromedriver");
        try (BridgeProcess bridge = new BridgeProcess(26_400, data)
                        .set("partyline.media.loops", 1)
                        .set("partyline.media.advertised-addresses", OUTSIDE.getHostAddress())
                        .start();
                TestPhone phone = new TestPhone("phone", "127.0.0.63", Codec.PCMU);
                Wire wire = new Wire()
                        .tcp(
                                OUTSIDE,
                                new InetSocketAddress(INSIDE, bridge.ports().http()))
                        .udp(
                                OUTSIDE,
                                new InetSocketAddress(INSIDE, bridge.ports().browsers()));
                Chromium anna = new Chromium("anna", 1130, bridge, OUTSIDE).join("room-4100", "")) {
            Participant caller = Participant.of("phone", 620, phone.call(bridge.sip(), "4100"));
            List<Participant> both = List.of(caller, anna);
            Hearing.expect("before the gap", both, both);
            Object id = anna.run("return window.partyline.joined.participant");
            assertNotNull(id, "somebody");
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
}
