package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.TrunkSettings.Dtmf;
import dev.partyline.sip.TrunkSettings.MediaEncryption;
import dev.partyline.sip.TrunkSettings.NumberSource;
import dev.partyline.sip.TrunkSettings.WatchSettings;
import dev.partyline.sip.call.CallTimers;
import dev.partyline.sip.transport.Protocol;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A trunk without a registration is asked by OPTIONS whether it is there. */
@Timeout(120)
class TrunkIsWatched {
    private static Bridge watching(String addresses, int port, Protocol transport) throws Exception {
        TrunkSettings trunk = new TrunkSettings(
                "carrier",
                List.of(addresses),
                null,
                new NumberSource.RequestUri(),
                Dtmf.AUTO,
                MediaEncryption.PREFER,
                TrunkSettings.USUAL_EMERGENCY_CODE,
                null,
                new WatchSettings("127.0.0.1:" + port, transport, Duration.ofMillis(300)),
                TrunkSettings.NO_LIMIT,
                true);
        return new Bridge(10, CallTimers.standard(), List.of(trunk));
    }

    private static TrunkStatus status(Bridge bridge) {
        return bridge.connector.trunks().getFirst();
    }

    @Test
    void itAnswersAndAnswersNoMore() throws Exception {
        // Another bridge is the far end: it answers whoever belongs to its trunk.
        try (Bridge far = new Bridge();
                Bridge bridge = watching("127.0.0.1", far.port(), Protocol.UDP)) {
            bridge.await("it answers", () -> status(bridge).state() == TrunkStatus.State.ANSWERING);
            assertEquals("", status(bridge).detail());
            far.connector.drain();
            bridge.await("503 is told", () -> status(bridge).state() == TrunkStatus.State.SILENT);
            assertEquals("answered 503", status(bridge).detail());
        }
    }

    @Test
    void nobodyIsThere() throws Exception {
        int port;
        try (Bridge gone = new Bridge()) {
            port = gone.port();
        }
        try (Bridge bridge = watching("127.0.0.1", port, Protocol.TCP)) {
            bridge.await("silent", () -> status(bridge).state() == TrunkStatus.State.SILENT);
            assertTrue(
                    status(bridge).detail().startsWith("no TCP connection to 127.0.0.1:"),
                    status(bridge).detail());
        }
    }

    @Test
    void serverThatIsNoneOfItsAddressesIsNamed() throws Exception {
        try (Bridge far = new Bridge();
                Bridge bridge = watching("192.0.2.1", far.port(), Protocol.UDP)) {
            bridge.await("silent", () -> status(bridge).state() == TrunkStatus.State.SILENT);
            assertTrue(
                    status(bridge).detail().contains("127.0.0.1 is none of its addresses"),
                    status(bridge).detail());
        }
    }
}
