package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.Baresip;
import dev.partyline.integration.peer.Baresip.Speaks;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Certificate;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real phone that calls over TLS and sends nothing but SRTP, in one room with one in the clear. */
@SideBySide
@SuppressWarnings("NullAway.Init")
class EncryptedCalls {
    private static final int BASE = 18_500;
    private static final String LOCAL = "127.0.0.1";

    @TempDir
    private static Path data;

    private static Certificate bridges;
    private static BridgeProcess bridge;

    @BeforeAll
    static void theBridgeStarts() throws InterruptedException {
        Tools.need("baresip");
        bridges = new Certificate(data.resolve("bridge"), "ip:127.0.0.1");
        bridge = new BridgeProcess(BASE, data);
        bridges.asBundle(bridge, "sip");
        bridge.set("partyline.sip.tls.bundle", "sip").set("partyline.sip.tls.port", BASE + 3);
        bridge.start();
    }

    @AfterAll
    static void theBridgeStops() {
        if (bridge != null) {
            bridge.close();
        }
    }

    @Test
    void hearAndAreHeardAndTheOperatorSeesIt() throws InterruptedException, IOException {
        try (TestPhone phone = new TestPhone("plain", "127.0.3.1", Codec.PCMA);
                Baresip secure = new Baresip(LOCAL, Speaks.PCMU, 18_902, 18_910).encrypted(bridges);
                Baresip wide = new Baresip(LOCAL, Speaks.OPUS, 18_904, 18_920).encrypted(bridges)) {
            PhoneCall call = phone.call(bridge.sip(), "4810");
            assertEquals(200, call.status());
            secure.call(bridge.sipTls(), "4810", secure.tone(850, Participant.TONE_DBFS));
            wide.call(bridge.sipTls(), "4810", wide.tone(1130, Participant.TONE_DBFS));
            List<Participant> everyone = List.of(
                    Participant.of("in the clear", 440, call),
                    Participant.of("encrypted", 850, secure),
                    Participant.of("encrypted Opus", 1130, wide));
            Hearing.expect("one room", everyone, everyone);
            String figures = bridge.callFigures();
            assertEquals(2, figures.split("\"encryption\":\"A", -1).length - 1, figures);
            assertEquals(1, figures.split("\"encryption\":null", -1).length - 1, figures);
            System.out.println("encryption: "
                    + figures.replaceAll(".*?\"encryption\":(\"[A-Z0-9_]*\"|null)", "$1 ")
                            .replaceAll("[,}].*", ""));
        }
    }

    /** A certificate is renewed while the bridge runs: the next caller is shown the new one. */
    @Test
    void renewedCertificateIsShownWithoutARestart() throws InterruptedException, IOException {
        Certificate renewed = new Certificate(data.resolve("renewed"), "ip:127.0.0.1");
        String before = bridge.log();
        Files.move(renewed.privateKey(), bridges.privateKey(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(renewed.certificate(), bridges.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Await.until(
                "the bridge has read it",
                () -> bridge.log().substring(before.length()).contains("SIP uses the renewed certificates of sip"));
        try (Baresip secure = new Baresip(LOCAL, Speaks.PCMU, 18_906, 18_930).encrypted(renewed)) {
            secure.call(bridge.sipTls(), "4811", secure.tone(850, Participant.TONE_DBFS));
            assertTrue(secure.log().contains("Call established"));
        }
    }
}
