package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.RtpStranger;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.TruncatedInvite;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each bad input gets its proper refusal, nothing is lost, and the next call works. */
@SideBySide
@SuppressWarnings("NullAway.Init")
class BadInput {
    @TempDir
    private static Path data;

    private static BridgeProcess bridge;

    @BeforeAll
    static void theBridgeStarts() throws InterruptedException {
        bridge = new BridgeProcess(22800, data).start();
    }

    @AfterAll
    static void theBridgeStops() {
        if (bridge != null) {
            bridge.close();
        }
    }

    @AfterEach
    void theNextCallWorks() throws Exception {
        try (TestPhone anna = new TestPhone("anna", "127.0.0.51", Codec.PCMU);
                TestPhone ben = new TestPhone("ben", "127.0.0.52", Codec.PCMA)) {
            PhoneCall annas = anna.call(bridge.sip(), "4900");
            PhoneCall bens = ben.call(bridge.sip(), "4900");
            List<Participant> both = List.of(Participant.of("anna", 500, annas), Participant.of("ben", 700, bens));
            Hearing.expect("the next call", both, both);
            assertEquals(200, annas.hangUp());
            assertEquals(200, bens.hangUp());
        }
        assertEquals(200, bridge.status("/livez"));
        assertFalse(bridge.log().contains("\tat "), "a stack trace in the log:\n" + bridge.log());
    }

    @Test
    void aSipMessageCutAnywhereOverUdp() throws Exception {
        TruncatedInvite.sendEveryPrefixByUdp("127.0.0.53", bridge.sip(), "4901");
    }

    @Test
    void aSipMessageCutAnywhereOverTcp() throws Exception {
        TruncatedInvite.sendPrefixesByTcp("127.0.0.54", bridge.sip(), "4902");
    }

    @Test
    void rtpFromAStrangerIsNotHeardAndGetsNothing() throws Exception {
        try (TestPhone anna = new TestPhone("anna", "127.0.0.51", Codec.PCMU);
                TestPhone ben = new TestPhone("ben", "127.0.0.52", Codec.PCMU)) {
            PhoneCall annas = anna.call(bridge.sip(), "4903");
            PhoneCall bens = ben.call(bridge.sip(), "4903");
            List<Participant> both = List.of(Participant.of("anna", 500, annas), Participant.of("ben", 700, bens));
            Hearing.expect("before the stranger", both, both);
            try (RtpStranger stranger = new RtpStranger("127.0.0.66", annas.farMedia(), 1500)) {
                Thread.sleep(Duration.ofSeconds(2));
                Hearing.expect("with the stranger", both, both);
                Hearing.expectNot("with the stranger", both, 1500);
                assertEquals(0, stranger.packetsReceived(), "the stranger got audio");
            }
            annas.hangUp();
            bens.hangUp();
        }
    }

    @Test
    void aWrongPinThreeTimesEndsTheCall() throws Exception {
        try (TestPhone guesser = new TestPhone("guesser", "127.0.0.55", Codec.PCMU);
                TestPhone member = new TestPhone("member", "127.0.0.56", Codec.PCMU)) {
            PhoneCall call = guesser.call(bridge.sip(), "3001");
            for (String wrong : List.of("1111#", "2222#", "3333#")) {
                call.press(wrong);
                Thread.sleep(Duration.ofMillis(500));
            }
            assertTrue(call.awaitEnd(), "three wrong PINs end the call");
            PhoneCall right = member.call(bridge.sip(), "3001");
            right.press("2468#");
            Thread.sleep(Duration.ofSeconds(3));
            assertFalse(right.isEnded(), "the right PIN is let in after somebody else's wrong ones");
            assertEquals(200, right.hangUp());
        }
    }

    @Test
    void aMappingWithAnInvalidNumberIsRefusedAndSaysWhy() throws Exception {
        AdminSession admin = AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD);
        for (String bad : List.of("30x0", "", "１９００", "4000&5000", "1".repeat(40), "<script>")) {
            HttpResponse<String> answer = admin.addRule("EXACT", bad, "", "somewhere");
            assertEquals("/admin/numbers/new", answer.uri().getPath(), "'" + bad + "' was taken");
            assertTrue(answer.body().contains("aria-invalid=\"true\""), "no error at the field for '" + bad + "'");
            assertFalse(answer.body().contains("<script>"), "what was typed came back unescaped");
        }
        HttpResponse<String> backwards = admin.addRule("RANGE", "4500", "4400", "somewhere");
        assertEquals("/admin/numbers/new", backwards.uri().getPath());
        assertFalse(admin.get("/admin/numbers").body().contains("somewhere"));
    }
}
