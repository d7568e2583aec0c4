package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Firefox;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirefoxJoinsToo {
    private static final int FRITZ_HERTZ = 1500;
    private static final Duration WINDOW = Duration.ofSeconds(1);

    @TempDir
    private Path data;

    @Test
    void aFirefoxAChromiumAndAPhoneHearEachOther() throws Exception {
        Tools.need("firefox-esr", "chromium", "chromedriver");
        // A Firefox gathers no candidate of loopback, and pairs none of its own with one of loopback.
        BridgeProcess reachable = new BridgeProcess(27_600, data.resolve("bridge"))
                .set("partyline.media.browser-address", Tools.ownAddress());
        try (BridgeProcess bridge = reachable.start();
                TestPhone phone = new TestPhone("phone", "127.0.0.67", Codec.PCMA);
                Chromium anna = new Chromium("anna", 1130, bridge).join("room-4200", "");
                Firefox fritz = new Firefox("fritz", FRITZ_HERTZ, bridge, data.resolve("firefox")).join("room-4200")) {
            Participant caller = Participant.of("phone", 620, phone.call(bridge.sip(), "4200"));
            // What its microphone says is Firefox's own choice.
            double said =
                    Await.until("fritz speaks", () -> fritz.said(WINDOW).toneDb(FRITZ_HERTZ), level -> level > -40);
            List<Participant> others = List.of(caller, anna);
            for (Participant listener : others) {
                double level = Await.until(
                        listener.name() + " hears fritz at " + said + " dBFS, as he speaks",
                        () -> listener.heard(WINDOW).toneDb(FRITZ_HERTZ),
                        heard -> Math.abs(heard - said) < fritz.toleranceDb());
                System.out.printf("%s hears fritz at %.1f dBFS, who says %.1f%n", listener.name(), level, said);
            }
            Hearing.expect("beside a Firefox", others, others);
            for (Participant talker : others) {
                double level = Await.until(
                        "fritz hears " + talker.name(),
                        () -> fritz.heard(WINDOW).toneDb(talker.hertz()),
                        heard -> Math.abs(heard - Participant.TONE_DBFS) < fritz.toleranceDb());
                System.out.printf("fritz hears %s at %.1f dBFS%n", talker.name(), level);
            }
            Hearing.expectNot("a Firefox hears itself", List.of(fritz), FRITZ_HERTZ);
            int seen = fritz.framesSeen();
            Await.until("fritz sees anna", () -> fritz.framesSeen() > seen + 10);
            anna.await("anna sees fritz", "return document.querySelectorAll('.tile.seen:not(.you)').length === 1");
            assertTrue(anna.complaints().isEmpty(), () -> anna.complaints().toString());
        }
    }
}
