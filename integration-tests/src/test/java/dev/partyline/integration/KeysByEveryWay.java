package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.Sound;
import dev.partyline.integration.peer.TestPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PIN and *6, by RFC 4733, by SIP INFO, by tones in the audio, and by all of them at once. */
@SideBySide
@SuppressWarnings("NullAway.Init")
class KeysByEveryWay {
    private static final String NUMBER = "7001";
    private static final String PIN = "73915528";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;

    private interface Way {
        void press(PhoneCall call, String keys) throws InterruptedException;
    }

    @BeforeAll
    static void theBridgeStarts() throws InterruptedException {
        bridge = new BridgeProcess(26000, data)
                .set("partyline.trunks[0].name", "phones")
                .set("partyline.trunks[0].addresses", "127.0.5.1,127.0.5.2")
                .set("partyline.trunks[1].name", "gateway")
                .set("partyline.trunks[1].addresses", "127.0.5.3")
                .set("partyline.trunks[1].dtmf", "in-band")
                .start();
        AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD)
                .map(NUMBER, "closed")
                .setPin("closed", PIN);
    }

    @AfterAll
    static void theBridgeStops() {
        if (bridge != null) {
            bridge.close();
        }
    }

    private static void entersAndMutes(String what, TestPhone phone, Way way) throws InterruptedException {
        try (phone;
                TestPhone bensPhone = new TestPhone("ben", "127.0.5.2", Codec.PCMA)) {
            PhoneCall bens = bensPhone.call(bridge.sip(), NUMBER);
            bens.press(PIN + "#");
            PhoneCall annas = phone.call(bridge.sip(), NUMBER);
            assertEquals(200, annas.status(), bridge.log());
            // Nobody dials before he has heard that he is asked to.
            annas.listen(Duration.ofSeconds(1));
            way.press(annas, PIN + "#");
            // What a phone says next takes the place of what it has not sent yet, and a busy machine sends late.
            Await.until(what + ": both are in", () -> bridge.callFigures().split("IN_CHANNEL", -1).length == 3);
            Participant anna = Participant.of("anna", 500, annas);
            Participant ben = Participant.of("ben", 2310, bens);
            List<Participant> both = List.of(anna, ben);
            Hearing.expect(what + ": a PIN", both, both);

            long pressedAt = System.nanoTime();
            way.press(annas, "*6");
            double heard =
                    bens.heard(Duration.ofNanos(System.nanoTime() - pressedAt)).traceDb(941);
            System.out.printf("%s: of the tone of * at most %.0f dB was heard%n", what, heard);
            annas.say(Sound.tone(anna.hertz(), Participant.TONE_DBFS));
            Hearing.expect(what + ": *6", both, List.of(ben));
            Hearing.expectPrompt(annas, pressedAt, "muted", "unmuted");
            assertEquals(200, annas.hangUp());
            assertEquals(200, bens.hangUp());
        }
    }

    @Test
    void byInfo() throws InterruptedException {
        entersAndMutes("INFO", new TestPhone("anna", "127.0.5.1", Codec.PCMU), PhoneCall::pressByInfo);
    }

    @Test
    void byTonesWhereNoEventsWereAgreed() throws InterruptedException {
        entersAndMutes(
                "tones",
                new TestPhone("anna", "127.0.5.1", Codec.PCMU).withoutEvents(),
                (call, keys) -> call.pressTones(keys, 60, 60));
    }

    @Test
    void byTonesWhereTheTrunkSaysSo() throws InterruptedException {
        entersAndMutes(
                "tones beside events",
                new TestPhone("anna", "127.0.5.3", Codec.PCMA),
                (call, keys) -> call.pressTones(keys, 80, 80));
    }

    @Test
    void byAllWaysAtOnceEachPressCountsOnce() throws InterruptedException {
        entersAndMutes("all ways", new TestPhone("anna", "127.0.5.3", Codec.PCMU), (call, keys) -> {
            for (int i = 0; i < keys.length(); i++) {
                String key = keys.substring(i, i + 1);
                call.press(key);
                call.pressTones(key, 80, 20);
                call.pressByInfo(key);
            }
        });
    }

    @Test
    void tonesAreNotLookedForWhereEventsWereAgreed() throws InterruptedException {
        try (TestPhone phone = new TestPhone("anna", "127.0.5.1", Codec.PCMU)) {
            PhoneCall annas = phone.call(bridge.sip(), NUMBER);
            annas.pressTones(PIN + "#", 80, 80);
            String calls = AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD)
                    .get("/admin/calls")
                    .body();
            assertTrue(calls.contains("at the door"), calls);
            annas.hangUp();
        }
    }
}
