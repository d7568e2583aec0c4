package dev.partyline.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.TrunkSettings.Dtmf;
import dev.partyline.sip.TrunkSettings.MediaEncryption;
import dev.partyline.sip.TrunkSettings.NumberSource;
import dev.partyline.sip.TrunkSettings.RegistrationSettings;
import dev.partyline.sip.transport.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIP over TLS both ways, with a real handshake each time. */
@Timeout(180)
class CallsComeOverTls {
    private static TestCertificate bridges;
    private static TestCertificate registrars;

    @BeforeAll
    static void makeCertificates() throws Exception {
        bridges = new TestCertificate("ip:127.0.0.1");
        registrars = new TestCertificate("ip:127.0.0.8");
    }

    private static Bridge listening(SSLContext ours) throws IOException {
        return new Bridge(Bridge.trunks(), new TlsSettings(0, () -> ours, bundle -> ours));
    }

    @Test
    void callIsTakenAndEnded() throws Exception {
        try (Bridge bridge = listening(bridges.context());
                TextPhone phone = TextPhone.tls(bridge.connector.tlsPort(), bridges.context())) {
            String ok = phone.call("3000");
            assertEquals(
                    "<sip:127.0.0.1:" + bridge.connector.tlsPort() + ";transport=tls>",
                    TextPhone.header(ok, "Contact"));
            assertTrue(TextPhone.header(ok, "Via").startsWith("SIP/2.0/TLS "), ok);
            phone.hangUp();
            assertEquals(EndReason.CALLER_HUNG_UP, bridge.ended().reason());
            bridge.nothingIsLeft();
        }
    }

    @Test
    void byeOfOursGoesOverTheSameConnection() throws Exception {
        try (Bridge bridge = listening(bridges.context());
                TextPhone phone = TextPhone.tls(bridge.connector.tlsPort(), bridges.context())) {
            phone.call("3000");
            bridge.connector.remove(
                    bridge.connector.liveCalls().getFirst().call().id());
            String bye = phone.expect("BYE ");
            assertTrue(TextPhone.header(bye, "Via")
                    .startsWith("SIP/2.0/TLS 127.0.0.1:" + bridge.connector.tlsPort() + ";"));
            phone.answer(bye, "200 OK");
            assertEquals(EndReason.REMOVED_BY_ADMIN, bridge.ended().reason());
        }
    }

    /** Tags are no secret to who can read one message: what began over TLS is changed and ended over TLS alone. */
    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "UPDATE", "BYE", "INFO"})
    void requestInTheClearChangesNothingInACallOverTls(String method) throws Exception {
        try (Bridge bridge = listening(bridges.context());
                TextPhone phone = TextPhone.tls(bridge.connector.tlsPort(), bridges.context());
                TextPhone forger = TextPhone.udp(bridge.port())) {
            phone.call("3000");
            forger.callId = phone.callId;
            forger.fromTag = phone.fromTag;
            forger.toTag = phone.toTag;
            forger.cseq = phone.cseq + 1;
            forger.send(forger.next(method, method.equals("INVITE") ? Sdp.offer(41_000) : ""));
            forger.expect("SIP/2.0 481");
            assertEquals(1, bridge.connector.liveCalls().size());
            phone.hangUp();
        }
    }

    /** Whoever waits at the registrar's address for us to register shows no certificate: his connection is not used. */
    @Test
    void registrationGoesOverNoConnectionThatTheOtherEndMade() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.8"))) {
            port = free.getLocalPort();
        }
        SSLContext ours = bridges.context();
        SSLContext theirs = registrars.context();
        try (Bridge bridge = new Bridge(List.of(registering(port)), new TlsSettings(0, () -> ours, bundle -> theirs));
                SSLSocket attacker = (SSLSocket) ours.getSocketFactory().createSocket()) {
            bridge.await("failed", () -> status(bridge).state() == TrunkStatus.State.FAILED);
            attacker.setReuseAddress(true);
            attacker.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.8"), port));
            attacker.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), bridge.connector.tlsPort()));
            attacker.startHandshake();
            bridge.await("refused", () -> bridge.connector.stats().drops().getOrDefault("connection-twice", 0L) == 1);
            attacker.setSoTimeout(10_000);
            assertEquals(-1, attacker.getInputStream().read());
        }
    }

    @Test
    void handshakesUnderWayAreBoundedForOneSource() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try (Bridge bridge = listening(bridges.context())) {
            for (int i = 0; i < 140; i++) {
                silent.add(new Socket(InetAddress.ofLiteral("127.0.0.1"), bridge.connector.tlsPort()));
            }
            bridge.await(
                    "twelve are too many",
                    () -> bridge.connector.stats().drops().getOrDefault("too-many-connections", 0L) == 12);
            bridge.await(
                    "the others are let go",
                    () -> bridge.connector.stats().drops().getOrDefault("tls-failed", 0L) == 128);
            try (TextPhone phone = TextPhone.tls(bridge.connector.tlsPort(), bridges.context())) {
                phone.call("3000");
                phone.hangUp();
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void renewedCertificateIsShownToTheNextCaller() throws Exception {
        AtomicReference<SSLContext> current = new AtomicReference<>(bridges.context());
        TestCertificate renewed = new TestCertificate("ip:127.0.0.1");
        try (Bridge bridge = new Bridge(Bridge.trunks(), new TlsSettings(0, current::get, bundle -> current.get()))) {
            assertEquals(1, handshakes(bridge, bridges));
            assertEquals(0, handshakes(bridge, renewed));
            current.set(renewed.context());
            assertEquals(1, handshakes(bridge, renewed));
            assertEquals(0, handshakes(bridge, bridges));
        }
    }

    /** 1 where a client that trusts this certificate alone gets through. */
    private static int handshakes(Bridge bridge, TestCertificate trusted) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = (SSLSocket)
                trusted.context().getSocketFactory().createSocket("127.0.0.1", bridge.connector.tlsPort())) {
            socket.startHandshake();
            return 1;
        } catch (SSLException refused) {
            return 0;
        }
    }

    @Test
    void oldVersionsOfTlsAreRefused() throws Exception {
        try (Bridge bridge = listening(bridges.context());
                SSLSocket socket = (SSLSocket)
                        bridges.context().getSocketFactory().createSocket("127.0.0.1", bridge.connector.tlsPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThrows(IOException.class, socket::startHandshake);
        }
    }

    @Test
    void whoSaysNothingIsLetGoAndWhoSpeaksPlainTextToo() throws Exception {
        try (Bridge bridge = listening(bridges.context());
                Socket silent = new Socket(InetAddress.ofLiteral("127.0.0.1"), bridge.connector.tlsPort());
                TextPhone plain = TextPhone.tcp(bridge.connector.tlsPort())) {
            plain.send(plain.invite("3000", Sdp.offer(40_000)));
            silent.setSoTimeout(30_000);
            bridge.await("both failed", () -> bridge.connector.stats().drops().getOrDefault("tls-failed", 0L) == 2);
            assertEquals(-1, silent.getInputStream().read());
            try (TextPhone phone = TextPhone.tls(bridge.connector.tlsPort(), bridges.context())) {
                phone.call("3000");
                phone.hangUp();
            }
            assertEquals(0, bridge.connector.stats().calls());
        }
    }

    @Test
    void strangersGetNoHandshake() throws Exception {
        try (Bridge bridge = listening(bridges.context());
                SSLSocket stranger =
                        (SSLSocket) bridges.context().getSocketFactory().createSocket()) {
            stranger.bind(new InetSocketAddress("127.0.0.66", 0));
            stranger.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), bridge.connector.tlsPort()));
            assertThrows(IOException.class, stranger::startHandshake);
            assertEquals(1L, bridge.connector.stats().drops().get("stranger"));
        }
    }

    private static TrunkSettings registering(int port) {
        return new TrunkSettings(
                "carrier",
                List.of(),
                new RegistrationSettings(
                        "127.0.0.8:" + port,
                        Protocol.TLS,
                        "bridge",
                        null,
                        new Secret("s3cret"),
                        null,
                        Duration.ofMinutes(2)),
                new NumberSource.RequestUri(),
                Dtmf.AUTO,
                MediaEncryption.PREFER,
                TrunkSettings.USUAL_EMERGENCY_CODE,
                "carrier-ca",
                null,
                TrunkSettings.NO_LIMIT,
                true);
    }

    private static TestRegistrar registrar(TestCertificate certificate) throws IOException, GeneralSecurityException {
        return new TestRegistrar("127.0.0.8", "s3cret", certificate.context().getServerSocketFactory());
    }

    private static Bridge trusting(TestRegistrar registrar, TestCertificate trusted)
            throws IOException, GeneralSecurityException {
        SSLContext context = trusted.context();
        return new Bridge(List.of(registering(registrar.port())), new TlsSettings(0, null, bundle -> {
            assertEquals("carrier-ca", bundle);
            return context;
        }));
    }

    @Test
    void trunkRegistersOverTlsAndAgainWhenTheConnectionIsLost() throws Exception {
        try (TestRegistrar registrar = registrar(registrars);
                Bridge bridge = trusting(registrar, registrars)) {
            assertEquals(120, registrar.accepted.poll(30, TimeUnit.SECONDS));
            registrar.dropConnections();
            assertEquals(120, registrar.accepted.poll(30, TimeUnit.SECONDS));
            bridge.await("registered", () -> status(bridge).state() == TrunkStatus.State.REGISTERED);
        }
    }

    @Test
    void registrarOfAnotherAuthorityIsNotBelieved() throws Exception {
        try (TestRegistrar registrar = registrar(registrars);
                Bridge bridge = trusting(registrar, bridges)) {
            bridge.await("failed", () -> status(bridge).state() == TrunkStatus.State.FAILED);
            assertTrue(
                    status(bridge).detail().startsWith("TLS with 127.0.0.8:" + registrar.port() + " failed: "),
                    status(bridge).detail());
            assertEquals(0, registrar.accepted.size());
        }
    }

    @Test
    void registrarWithTheNameOfAnotherIsNotBelieved() throws Exception {
        TestCertificate others = new TestCertificate("dns:other.example,ip:127.0.0.9");
        try (TestRegistrar registrar = registrar(others);
                Bridge bridge = trusting(registrar, others)) {
            bridge.await("failed", () -> status(bridge).state() == TrunkStatus.State.FAILED);
            assertTrue(
                    status(bridge).detail().contains("127.0.0.8"),
                    status(bridge).detail());
            assertEquals(0, registrar.accepted.size());
        }
    }

    private static TrunkStatus status(Bridge bridge) {
        return bridge.connector.trunks().getFirst();
    }
}
