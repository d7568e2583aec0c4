package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Asterisk;
import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Certificate;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.Pbx;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * An Asterisk at which the bridge registers over TLS, each verified or known by its certificate, and whose calls come over
 * TLS with SRTP, which the trunk requires.
 */
@SideBySide
@ResourceLock(Pbx.ONE_AT_A_TIME)
@Tag("docker")
@SuppressWarnings("NullAway.Init")
class EncryptedTrunk {
    private static final int BASE = 18_000;
    private static final String NUMBER = "5001";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;
    private static Asterisk asterisk;

    @BeforeAll
    static void theBridgeRegistersOverTls() throws InterruptedException {
        Tools.needImage(Asterisk.image());
        bridge = new BridgeProcess(BASE, data);
        asterisk = new Asterisk(15180, "sha-256", bridge.sip()).start();
        new Certificate(data.resolve("bridge"), "ip:127.0.0.1").asBundle(bridge, "sip");
        asterisk.certificate().asTrust(bridge, "pbx");
        Trunks.direct(bridge)
                .set("partyline.sip.tls.bundle", "sip")
                .set("partyline.sip.tls.port", bridge.ports().sipTls())
                .set("partyline.trunks[1].name", "secure-pbx")
                .set(
                        "partyline.trunks[1].registrar",
                        Asterisk.ADDRESS + ":" + asterisk.tls().getPort())
                .set("partyline.trunks[1].transport", "tls")
                .set("partyline.trunks[1].tls-bundle", "pbx")
                .set("partyline.trunks[1].media-encryption", "require")
                .set("partyline.trunks[1].username", Asterisk.SECURE_ACCOUNT)
                .set("partyline.trunks[1].expires", "30s")
                .environment("PARTYLINE_TRUNKS_1_PASSWORD", Pbx.PASSWORD)
                .start();
        Await.until(
                "the bridge's trunk is registered",
                Pbx.REGISTERED,
                () -> asterisk.bridgeIsRegistered(Asterisk.SECURE_ACCOUNT));
        AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD)
                .map(NUMBER, "vault")
                .map("4711", "vault");
    }

    @AfterAll
    static void everythingStops() {
        if (bridge != null) {
            bridge.close();
        }
        if (asterisk != null) {
            asterisk.close();
        }
    }

    @Test
    void isHeardAndHearsAlsoAfterAHold() throws InterruptedException, IOException {
        try (TestPhone anna = new TestPhone("anna", Pbx.ALAW_PHONE, Codec.PCMA);
                TestPhone ben = new TestPhone("ben", "127.0.0.2", Codec.PCMU)) {
            PhoneCall annas = anna.call(asterisk.sip(), "secure" + NUMBER);
            PhoneCall bens = ben.call(bridge.sip(), NUMBER);
            assertEquals(List.of(200, 200), List.of(annas.status(), bens.status()), bridge.log());
            Participant secure = Participant.of("secure", 620, annas);
            Participant plain = Participant.of("plain", 850, bens);
            List<Participant> both = List.of(secure, plain);
            Hearing.expect("over TLS", both, both);
            String figures = bridge.callFigures();
            assertTrue(figures.matches(".*\"trunk\":\"secure-pbx\"[^}]*\"encryption\":\"A[^}]*.*"), figures);
            assertEquals(200, annas.hold());
            Await.until(
                    "the hold has come through the PBX",
                    () -> bens.listen(Duration.ofSeconds(1)).toneDb(secure.hertz()) < -60);
            Hearing.expectNot("secure holds", List.of(plain), Asterisk.MUSIC_HERTZ);
            assertEquals(200, annas.resume());
            Hearing.expect("secure is back", both, both);
            assertEquals(200, annas.hangUp());
            assertEquals(200, bens.hangUp());
        }
    }

    /** The same PBX without TLS has the same address: its calls are refused, and the operator reads why. */
    @Test
    void callInTheClearIsRefused() throws InterruptedException {
        try (TestPhone anna = new TestPhone("anna", Pbx.ULAW_PHONE, Codec.PCMU)) {
            int status = anna.call(asterisk.sip(), "to" + NUMBER).status();
            assertTrue(status == 488 || status == 503, "" + status);
        }
        Await.until(
                "the log says why",
                () -> bridge.log()
                        .lines()
                        .anyMatch(line -> line.contains("trunk=secure-pbx")
                                && line.contains("NO_COMMON_ENCRYPTION")
                                && line.contains("the call came without TLS")));
    }
}
