package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Asterisk;
import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.Pbx;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** One side goes away and comes back, and all is as before. */
@SideBySide
@ResourceLock(Pbx.ONE_AT_A_TIME)
@Tag("docker")
class GoneAndComeBack {
    private static final int BASE = 23400;
    private static final String NUMBER = "5100";

    @TempDir
    private Path data;

    @Test
    void aPhoneRedialsAgainAndAgain() throws InterruptedException {
        try (BridgeProcess bridge = Trunks.direct(new BridgeProcess(BASE, data)).start();
                TestPhone staying = new TestPhone("staying", "127.0.0.3", Codec.PCMA);
                TestPhone redialling = new TestPhone("redialling", "127.0.0.2", Codec.PCMU)) {
            AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD).map(NUMBER, "again");
            PhoneCall stays = staying.call(bridge.sip(), NUMBER);
            for (int i = 0; i < 5; i++) {
                bothHearEachOther("redial " + i, stays, redialling.call(bridge.sip(), NUMBER))
                        .hangUp();
            }
            assertFalse(stays.isEnded());
            stays.hangUp();
            Await.until(
                    "no leg is left",
                    () -> bridge.metrics().lines().anyMatch(line -> line.matches("partyline_legs(\\{.*})? 0(\\.0)?")));
        }
    }

    @Test
    void thePbxRestartsAndTheTrunkRegistersByItself() throws InterruptedException {
        Tools.needImage(Asterisk.image());
        try (Asterisk asterisk = new Asterisk(15180, "md5").start();
                BridgeProcess bridge = Trunks.registeringAndDirect(new BridgeProcess(BASE, data), asterisk)
                        .start()) {
            asterisk.awaitBridge();
            AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD).map(NUMBER, "again");
            throughThePbx("before the restart", asterisk, bridge);
            asterisk.restart();
            asterisk.awaitBridge();
            throughThePbx("after the restart", asterisk, bridge);
        }
    }

    @Test
    void theBridgeRestartsAndItsMappingsAreStillThere() throws InterruptedException {
        Tools.needImage(Asterisk.image());
        try (Asterisk asterisk = new Asterisk(15181, "md5").start();
                BridgeProcess bridge = Trunks.registeringAndDirect(new BridgeProcess(BASE, data), asterisk)
                        .start()) {
            asterisk.awaitBridge();
            AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD).map(NUMBER, "again");
            bridge.terminate();
            bridge.awaitExit();
            bridge.start();
            asterisk.awaitBridge();
            throughThePbx("after SIGTERM", asterisk, bridge);
            bridge.kill();
            bridge.start();
            asterisk.awaitBridge();
            throughThePbx("after SIGKILL", asterisk, bridge);
        }
    }

    private static void throughThePbx(String situation, Asterisk asterisk, BridgeProcess bridge)
            throws InterruptedException {
        try (TestPhone inside = new TestPhone("inside", Pbx.ULAW_PHONE, Codec.PCMU);
                TestPhone outside = new TestPhone("outside", "127.0.0.2", Codec.PCMA)) {
            PhoneCall through = inside.call(asterisk.sip(), NUMBER);
            PhoneCall straight = outside.call(bridge.sip(), NUMBER);
            bothHearEachOther(situation, through, straight).hangUp();
            through.hangUp();
        }
    }

    private static PhoneCall bothHearEachOther(String situation, PhoneCall one, PhoneCall other)
            throws InterruptedException {
        assertEquals(List.of(200, 200), List.of(one.status(), other.status()));
        List<Participant> both = List.of(Participant.of("one", 500, one), Participant.of("other", 700, other));
        Hearing.expect(situation, both, both);
        return other;
    }
}
