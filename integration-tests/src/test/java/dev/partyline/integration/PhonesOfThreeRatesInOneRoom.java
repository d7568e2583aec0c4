package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.Baresip;
import dev.partyline.integration.peer.Baresip.Speaks;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.Recording;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.Sound;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real phones that speak G.722 and Opus, in one room with one of G.711. */
@SideBySide
@SuppressWarnings("NullAway.Init")
class PhonesOfThreeRatesInOneRoom {
    private static final int BASE = 23_000;
    private static final String LOCAL = "127.0.0.1";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;

    @BeforeAll
    static void theBridgeStarts() throws InterruptedException {
        Tools.need("baresip");
        bridge = new BridgeProcess(BASE, data).start();
    }

    @AfterAll
    static void theBridgeStops() {
        if (bridge != null) {
            bridge.close();
        }
    }

    @Test
    void eachHearsTheOthersAtTheirLevelAndNotItself() throws InterruptedException {
        try (TestPhone phone = new TestPhone("narrow", "127.0.2.1", Codec.PCMA);
                Baresip g722 = new Baresip(LOCAL, Speaks.G722, 23_602, 23_610);
                Baresip opus = new Baresip(LOCAL, Speaks.OPUS, 23_604, 23_730)) {
            PhoneCall call = phone.call(bridge.sip(), "4720");
            assertEquals(200, call.status());
            g722.call(bridge.sip(), "4720", g722.tone(850, Participant.TONE_DBFS));
            opus.call(bridge.sip(), "4720", opus.tone(1130, Participant.TONE_DBFS));
            List<Participant> everyone = List.of(
                    Participant.of("G.711", 440, call),
                    Participant.of("G.722", 850, g722),
                    Participant.of("Opus", 1130, opus));
            Hearing.expect("three rates", everyone, everyone);
        }
    }

    /** It sends two channels and could hear two; the room has one. */
    @Test
    void aPhoneOfStereoIsHeardAndHears() throws InterruptedException {
        try (TestPhone phone = new TestPhone("narrow", "127.0.2.3", Codec.PCMU);
                Baresip stereo = new Baresip(LOCAL, Speaks.STEREO_OPUS, 23_602, 23_610)) {
            PhoneCall call = phone.call(bridge.sip(), "4722");
            stereo.call(bridge.sip(), "4722", stereo.tone(1130, Participant.TONE_DBFS));
            List<Participant> both =
                    List.of(Participant.of("G.711", 440, call), Participant.of("stereo", 1130, stereo));
            Hearing.expect("one of stereo", both, both);
        }
    }

    @Test
    void sixKilohertzComeFromWidebandToWideband() throws InterruptedException {
        try (TestPhone phone = new TestPhone("narrow", "127.0.2.2", Codec.PCMU);
                Baresip speaks = new Baresip(LOCAL, Speaks.G722, 23_602, 23_610);
                Baresip g722 = new Baresip(LOCAL, Speaks.G722, 23_604, 23_730);
                Baresip opus = new Baresip(LOCAL, Speaks.OPUS, 23_606, 23_850)) {
            PhoneCall call = phone.call(bridge.sip(), "4721");
            speaks.call(bridge.sip(), "4721", speaks.tone(6000, Participant.TONE_DBFS));
            g722.call(bridge.sip(), "4721", Sound.silence());
            opus.call(bridge.sip(), "4721", Sound.silence());
            for (Baresip listener : List.of(g722, opus)) {
                Await.until(
                        "6 kHz are heard",
                        () -> level(listener.heard(Duration.ofSeconds(1))),
                        level -> Math.abs(level - Participant.TONE_DBFS) < 1);
            }
            System.out.printf(
                    "6 kHz of G.722 at %.0f dBFS: G.722 hears %.1f, Opus %.1f%n",
                    Participant.TONE_DBFS,
                    level(g722.heard(Duration.ofSeconds(1))),
                    level(opus.heard(Duration.ofSeconds(1))));
            // 8 - 6: where it would be heard, had it folded.
            double folded = call.listen(Duration.ofSeconds(1)).toneDb(2000);
            assertTrue(folded < Participant.TONE_DBFS - 40, "the phone of G.711 hears 2 kHz at " + folded);
        }
    }

    private static double level(Recording heard) {
        return heard.toneDb(6000);
    }
}
