package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a newcomer meets after the first command: the banner, the demo, and one clear line where a setting is wrong. */
@SideBySide
class FirstStart {
    private static final int BASE = 22200;

    @TempDir
    private Path data;

    @Test
    void theBannerNamesTheWebAddressTheNumbersAndAOneTimePassword() throws InterruptedException {
        String password;
        try (BridgeProcess bridge = new BridgeProcess(BASE, data).environment("PARTYLINE_ADMIN_PASSWORD", null)) {
            bridge.start();
            Await.until("the banner is printed", () -> bridge.log().contains("3001"));
            assertTrue(bridge.log().contains("http://127.0.0.1:" + BASE), bridge.log());
            assertTrue(bridge.log().contains("3000") && bridge.log().contains("4000"), bridge.log());
            password = bridge.fromLog("password\\s+(\\S+)");
            AdminSession session = AdminSession.logIn(bridge, password);
            assertTrue(session.get("/admin/numbers").uri().getPath().equals("/admin/password"));
        }
        try (BridgeProcess again = new BridgeProcess(BASE, data).environment("PARTYLINE_ADMIN_PASSWORD", null)) {
            again.start();
            assertFalse(again.log().contains(password), "the password is shown once");
        }
    }

    @Test
    void theDemoLeadsEachNumberToItsChannel() throws InterruptedException {
        try (BridgeProcess bridge = new BridgeProcess(BASE, data).start();
                TestPhone anna = new TestPhone("anna", "127.0.0.31", Codec.PCMU);
                TestPhone ben = new TestPhone("ben", "127.0.0.32", Codec.PCMA);
                TestPhone carl = new TestPhone("carl", "127.0.0.33", Codec.PCMU)) {
            PhoneCall annas = anna.call(bridge.sip(), "4000");
            PhoneCall bens = ben.call(bridge.sip(), "4000");
            PhoneCall carls = carl.call(bridge.sip(), "4001");
            // Carl, alone, hears the waiting music, and it has 500 Hz at up to -35 dBFS and 700 Hz at up to -53 in a
            // second: as if somebody else were heard. From 2300 Hz on, where these are, it stays below -90.
            List<Participant> together =
                    List.of(Participant.of("anna", 2310, annas), Participant.of("ben", 2770, bens));
            Participant elsewhere = Participant.of("carl", 3150, carls);
            Hearing.expect("room 4000", together, together);
            Hearing.expectNot("room 4000", together, elsewhere.hertz());
            Hearing.expectNot("room 4001", List.of(elsewhere), 2310, 2770);
            assertTrue(elsewhere.heard(Duration.ofSeconds(2)).levelDb() > -60, "who is alone hears music, not silence");
            assertEquals(404, anna.call(bridge.sip(), "5000").status());
            for (PhoneCall call : List.of(annas, bens, carls)) {
                assertEquals(200, call.hangUp());
            }
        }
    }

    @Test
    void theBoardroomAsksForItsPin() throws InterruptedException {
        try (BridgeProcess bridge = new BridgeProcess(BASE, data).start();
                TestPhone anna = new TestPhone("anna", "127.0.0.31", Codec.PCMU);
                TestPhone ben = new TestPhone("ben", "127.0.0.32", Codec.PCMA)) {
            PhoneCall annas = anna.call(bridge.sip(), "3001");
            assertTrue(annas.listen(Duration.ofSeconds(2)).levelDb() > -45, "a voice asks for the PIN");
            annas.press("2468#");
            PhoneCall bens = ben.call(bridge.sip(), "3001");
            bens.press("2468#");
            List<Participant> both = List.of(Participant.of("anna", 500, annas), Participant.of("ben", 700, bens));
            Hearing.expect("boardroom", both, both);
        }
    }

    @Test
    void offLoopbackThereIsNoDemo() throws InterruptedException {
        try (BridgeProcess bridge = new BridgeProcess(BASE, data)
                        .set("partyline.sip.bind-address", "0.0.0.0")
                        .set("partyline.sip.advertised-address", "127.0.0.1")
                        .start();
                TestPhone anna = new TestPhone("anna", "127.0.0.31", Codec.PCMU)) {
            assertFalse(bridge.log().contains("2468"), bridge.log());
            PhoneCall call = anna.invite(bridge.sip(), "3000");
            try {
                assertNotEquals(200, call.awaitFinal().status());
            } catch (AssertionError noAnswerAtAll) {
                assertTrue(noAnswerAtAll.getMessage() != null
                        && noAnswerAtAll.getMessage().contains("no final answer"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "partyline.sip.port, 65536",
        "partyline.sip.bind-address, not an address",
        "partyline.media.phone-ports, 20000",
        "partyline.media.loops, 0",
        "partyline.limits.calls, many",
        "partyline.trunks[0].addresses, 300.1.2.3",
        "partyline.sip.prot, 5060"
    })
    void aWrongSettingEndsTheStartWithOneLineThatNamesIt(String key, String value) throws InterruptedException {
        try (BridgeProcess bridge = new BridgeProcess(BASE, data)) {
            if (key.startsWith("partyline.trunks")) {
                bridge.set("partyline.trunks[0].name", "t");
            }
            bridge.set(key, value).launch();
            assertNotEquals(0, bridge.awaitExit());
            List<String> lines =
                    bridge.log().lines().filter(line -> !line.isBlank()).toList();
            assertEquals(1, lines.size(), bridge.log());
            assertTrue(lines.getFirst().contains(key), lines.getFirst());
        }
    }
}
