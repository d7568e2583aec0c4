package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.TrunkSettings.NumberSource;
import dev.partyline.sip.TrunkSettings.RegistrationSettings;
import dev.partyline.sip.call.CallTimers;
import dev.partyline.sip.transport.Protocol;
import dev.partyline.sip.transport.TestNameServer;
import dev.partyline.sip.transport.TestNameServer.Srv;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A trunk's registration against a registrar that challenges, fails and comes back. */
@Timeout(180)
class TrunkRegistersByItself {
    private static Bridge bridge(TestRegistrar registrar, String password) throws IOException {
        return bridge(registrar, password, Protocol.UDP);
    }

    private static Bridge bridge(TestRegistrar registrar, String password, Protocol transport) throws IOException {
        return new Bridge(
                10,
                CallTimers.standard(),
                List.of(new TrunkSettings(
                        "pbx",
                        List.of(),
                        new RegistrationSettings(
                                "127.0.0.8:" + registrar.port(),
                                transport,
                                "bridge",
                                null,
                                new Secret(password),
                                null,
                                Duration.ofMinutes(2)),
                        new NumberSource.RequestUri())));
    }

    private static TrunkStatus.State state(Bridge bridge) {
        return bridge.connector.trunks().getFirst().state();
    }

    @Test
    void thenTakesCallsOfItsRegistrarAndLeavesAtTheEnd() throws Exception {
        try (TestRegistrar registrar = new TestRegistrar("127.0.0.8", "s3cret")) {
            try (Bridge bridge = bridge(registrar, "s3cret")) {
                assertEquals(120, registrar.accepted.poll(30, TimeUnit.SECONDS));
                bridge.await("registered", () -> state(bridge) == TrunkStatus.State.REGISTERED);
                try (TextPhone phone = TextPhone.udpFrom("127.0.0.8", bridge.port())) {
                    phone.call("3000");
                    bridge.await(
                            "one call",
                            () -> bridge.connector.trunks().getFirst().calls() == 1);
                    phone.hangUp();
                }
                assertEquals("pbx", bridge.ended().call().trunk());
            }
            assertEquals(0, registrar.accepted.poll(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void triesAgainAfterAFailure() throws Exception {
        try (TestRegistrar registrar = new TestRegistrar("127.0.0.8", "s3cret")) {
            registrar.broken = true;
            try (Bridge bridge = bridge(registrar, "s3cret")) {
                assertEquals(503, registrar.refused.poll(30, TimeUnit.SECONDS));
                bridge.await("failed", () -> state(bridge) == TrunkStatus.State.FAILED);
                assertTrue(bridge.connector.trunks().getFirst().detail().contains("503"));
                registrar.broken = false;
                assertEquals(120, registrar.accepted.poll(40, TimeUnit.SECONDS));
                bridge.await("registered", () -> state(bridge) == TrunkStatus.State.REGISTERED);
                assertEquals("", bridge.connector.trunks().getFirst().detail());
            }
        }
    }

    /** RFC 3263 section 4.3. */
    @Test
    void goesToTheNextServerOfTheDomainWhereOneFails() throws Exception {
        try (TestNameServer names = new TestNameServer();
                TestRegistrar first = new TestRegistrar("127.0.0.1", "s3cret");
                TestRegistrar second = new TestRegistrar("127.0.0.1", "s3cret")) {
            names.records.put(
                    "_sip._udp.example.net",
                    List.of(new Srv(20, 1, second.port(), "localhost"), new Srv(10, 1, first.port(), "localhost")));
            first.broken = true;
            TrunkSettings trunk = new TrunkSettings(
                    "pbx",
                    List.of(),
                    new RegistrationSettings(
                            "example.net",
                            Protocol.UDP,
                            "bridge",
                            null,
                            new Secret("s3cret"),
                            null,
                            Duration.ofMinutes(2)),
                    new NumberSource.RequestUri());
            try (Bridge bridge = new Bridge(List.of(trunk), names.url())) {
                assertEquals(503, first.refused.poll(30, TimeUnit.SECONDS));
                assertEquals(120, second.accepted.poll(60, TimeUnit.SECONDS));
                bridge.await("registered", () -> state(bridge) == TrunkStatus.State.REGISTERED);
                assertEquals(0, first.accepted.size());
            }
        }
    }

    @Test
    void registersAgainWhenItsConnectionIsLost() throws Exception {
        try (TestRegistrar registrar = new TestRegistrar("127.0.0.8", "s3cret");
                Bridge bridge = bridge(registrar, "s3cret", Protocol.TCP)) {
            assertEquals(120, registrar.accepted.poll(30, TimeUnit.SECONDS));
            bridge.await("registered", () -> state(bridge) == TrunkStatus.State.REGISTERED);
            registrar.dropConnections();
            assertEquals(120, registrar.accepted.poll(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void comesBackInTimeThoughItsContactWasRewritten() throws Exception {
        try (TestRegistrar registrar = new TestRegistrar("127.0.0.8", "s3cret")) {
            registrar.grantedToAnother = 2;
            try (Bridge bridge = bridge(registrar, "s3cret")) {
                assertEquals(120, registrar.accepted.poll(30, TimeUnit.SECONDS));
                assertEquals(120, registrar.accepted.poll(30, TimeUnit.SECONDS));
                assertEquals(TrunkStatus.State.REGISTERED, state(bridge));
            }
        }
    }

    @Test
    void wrongPasswordIsToldInWords() throws Exception {
        try (TestRegistrar registrar = new TestRegistrar("127.0.0.8", "s3cret");
                Bridge bridge = bridge(registrar, "wrong")) {
            assertEquals(403, registrar.refused.poll(30, TimeUnit.SECONDS));
            bridge.await("failed", () -> state(bridge) == TrunkStatus.State.FAILED);
            assertTrue(bridge.connector.trunks().getFirst().detail().contains("403"));
        }
    }
}
