package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Baresip;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.Pbx;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.Recording;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.Sound;
import dev.partyline.integration.peer.Speech;
import dev.partyline.integration.peer.TestPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The heart of the project. Four phones by three ways in one channel: a PCMU and a PCMA phone of a PBX, at which the
 * bridge is registered; a phone straight from 127.0.0.2; a baresip at 127.0.0.1.
 */
@SideBySide
@ResourceLock(Pbx.ONE_AT_A_TIME)
@Tag("docker")
@SuppressWarnings("NullAway.Init")
abstract class WhoHearsWhom {
    private static final String NUMBER = "5000";

    @TempDir
    private static Path data;

    private static Pbx pbx;
    private static BridgeProcess bridge;

    private final TestPhone ulawPhone = new TestPhone("ulaw", Pbx.ULAW_PHONE, Codec.PCMU);
    private final TestPhone alawPhone = new TestPhone("alaw", Pbx.ALAW_PHONE, Codec.PCMA);
    private final TestPhone directPhone = new TestPhone("direct", "127.0.0.2", Codec.PCMU, Codec.PCMA);
    private final Baresip softphone = new Baresip("127.0.0.1");

    private PhoneCall ulawCall;
    PhoneCall alawCall;
    private PhoneCall directCall;

    Participant ulaw;
    Participant alaw;
    Participant direct;
    Participant soft;
    List<Participant> everyone;

    static void bridgeRegistersAt(Pbx started, int basePort) throws InterruptedException {
        pbx = started;
        bridge = Trunks.registeringAndDirect(new BridgeProcess(basePort, data), pbx)
                .start();
        pbx.awaitBridge();
        AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD).map(NUMBER, "heart");
    }

    @AfterAll
    static void everythingStops() {
        if (bridge != null) {
            bridge.close();
        }
        if (pbx != null) {
            pbx.close();
        }
    }

    @BeforeEach
    void everyoneDials() throws InterruptedException {
        softphone.call(bridge.sip(), NUMBER, Sound.tone(1130, Participant.TONE_DBFS));
        ulawCall = ulawPhone.call(pbx.sip(), NUMBER);
        alawCall = alawPhone.call(pbx.sip(), NUMBER);
        directCall = directPhone.call(bridge.sip(), NUMBER);
        assertEquals(List.of(200, 200, 200), List.of(ulawCall.status(), alawCall.status(), directCall.status()));
        ulaw = Participant.of("ulaw", 440, ulawCall);
        alaw = Participant.of("alaw", 620, alawCall);
        direct = Participant.of("direct", 850, directCall);
        soft = Participant.of("soft", 1130, softphone);
        everyone = List.of(ulaw, alaw, direct, soft);
    }

    @AfterEach
    void everyoneHangsUp() throws InterruptedException {
        for (PhoneCall call : new PhoneCall[] {ulawCall, alawCall, directCall}) {
            if (call != null && !call.isEnded()) {
                call.hangUp();
            }
        }
        ulawPhone.close();
        alawPhone.close();
        directPhone.close();
        softphone.close();
    }

    @Test
    void everyoneHearsEveryOtherOneAndNotItself() throws InterruptedException {
        Hearing.expect("all talk", everyone, everyone);
    }

    @Test
    void whoIsOnHoldHeardByNobody() throws InterruptedException {
        Hearing.expect("before hold", everyone, everyone);
        assertEquals(200, directCall.hold());
        Hearing.expect("direct holds", List.of(ulaw, alaw, soft), List.of(ulaw, alaw, soft));
        Hearing.expectNot("direct holds", List.of(ulaw, alaw, soft), direct.hertz());
        assertEquals(200, directCall.resume());
        Hearing.expect("direct is back", everyone, everyone);
    }

    @Test
    void whoMutesByKeysHearsButIsNotHeard() throws InterruptedException {
        Hearing.expect("before mute", everyone, everyone);
        ulawCall.press("*6");
        Hearing.expect("ulaw is mute", everyone, List.of(alaw, direct, soft));
        ulawCall.press("*6");
        Hearing.expect("ulaw talks again", everyone, everyone);
    }

    @Test
    void whoLeavesIsGoneAndWhoComesBackIsHeardAgain() throws InterruptedException {
        Hearing.expect("before leaving", everyone, everyone);
        assertEquals(200, ulawCall.hangUp());
        Hearing.expect("ulaw left", List.of(alaw, direct, soft), List.of(alaw, direct, soft));
        Hearing.expectNot("ulaw left", List.of(alaw, direct, soft), ulaw.hertz());
        ulawCall = ulawPhone.call(pbx.sip(), NUMBER);
        ulaw = Participant.of("ulaw", 440, ulawCall);
        Hearing.expect("ulaw came back", List.of(ulaw, alaw, direct, soft), List.of(ulaw, alaw, direct, soft));
    }

    @Test
    void speechIsHeardByTheOthersAndNotByItsSpeaker() throws InterruptedException {
        Hearing.expect("before speech", everyone, everyone);
        softphone.hangUp();
        short[] words = Speech.say("en", "The quick brown fox jumps over the lazy dog, and nobody asks why.");
        short[] antwort = Speech.say("de", "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.");
        ulawCall.say(Sound.silence());
        alawCall.say(Sound.silence());
        directCall.say(Sound.silence());
        Thread.sleep(1000);
        for (PhoneCall talker : List.of(ulawCall, alawCall, directCall)) {
            short[] said = talker == alawCall ? antwort : words;
            talker.say(Sound.once(said));
            Duration listening = Duration.ofMillis(said.length / 8 + 1500);
            Thread.sleep(listening);
            Map<PhoneCall, Recording> recordings = new LinkedHashMap<>();
            List.of(ulawCall, alawCall, directCall)
                    .forEach(listener -> recordings.put(listener, listener.heard(listening)));
            for (PhoneCall listener : recordings.keySet()) {
                Recording heard = Objects.requireNonNull(recordings.get(listener));
                if (listener == talker) {
                    assertTrue(heard.levelDb() < -50, "a speaker hears himself at " + heard.levelDb());
                } else {
                    var found = heard.find(said);
                    assertTrue(found.likeness() > 0.9, "speech arrived, but changed: " + found);
                    assertEquals(0, found.gainDb(), 0.5, "speech arrived at another level");
                    // No jitter buffer on the way holds more than 200 ms back.
                    assertTrue(found.strayMillis() <= 250, "words lost their order: " + found);
                }
            }
        }
    }
}
