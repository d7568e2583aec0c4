package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Asterisk;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Closing;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.Pbx;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of it: two phones of a PBX, one phone straight, two browsers that are forwarded and one that is mixed, in one
 * channel, all of them talking.
 */
@Tag("docker")
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.MethodName.class)
class BrowsersAndPhones {
    private static final String NUMBER = "5000";
    private static final String CHANNEL = "heart";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double HIGH_HERTZ = 12_000;
    // A browser's own encoder gives way where the machine is busy; without the top of the band nothing would be left.
    private static final double HIGH_LOSS_DB = 12;

    @TempDir
    private static Path data;

    private static Pbx pbx;
    private static BridgeProcess bridge;
    private static TestPhone ulawPhone;
    private static TestPhone alawPhone;
    private static TestPhone directPhone;
    private static PhoneCall directCall;
    private static Participant ulaw;
    private static Participant alaw;
    private static Participant direct;
    private static Chromium anna;
    private static Chromium ben;
    private static Chromium cleo;
    private static List<Participant> everyone;

    @BeforeAll
    static void everyoneJoins() throws Exception {
        Tools.need("chromium", "chromedriver");
        Tools.needImage(Asterisk.image());
        pbx = new Asterisk(15370, "sha-256").start();
        bridge = Trunks.registeringAndDirect(new BridgeProcess(28_100, data), pbx)
                .set("partyline.media.loops", 1)
                .start();
        pbx.awaitBridge();
        AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD).map(NUMBER, CHANNEL);
        ulawPhone = new TestPhone("ulaw", Pbx.ULAW_PHONE, Codec.PCMU);
        alawPhone = new TestPhone("alaw", Pbx.ALAW_PHONE, Codec.PCMA);
        directPhone = new TestPhone("direct", "127.0.0.2", Codec.PCMU, Codec.PCMA);
        ulaw = Participant.of("ulaw", 440, answered(ulawPhone.call(pbx.sip(), NUMBER)));
        alaw = Participant.of("alaw", 620, answered(alawPhone.call(pbx.sip(), NUMBER)));
        directCall = answered(directPhone.call(bridge.sip(), NUMBER));
        direct = Participant.of("direct", 850, directCall);
        anna = new Chromium("anna", 1130, bridge).join(CHANNEL, "");
        ben = new Chromium("ben", 1490, bridge).join(CHANNEL, "");
        cleo = new Chromium("cleo", 1970, bridge).join(CHANNEL, "&mode=mixed");
        everyone = List.of(ulaw, alaw, direct, anna, ben, cleo);
    }

    private static PhoneCall answered(PhoneCall call) {
        assertEquals(200, call.status());
        return call;
    }

    @AfterAll
    static void everyoneLeaves() {
        Closing.all(anna, ben, cleo, ulawPhone, alawPhone, directPhone, bridge, pbx);
    }

    @Test
    void everyoneHearsEveryOtherOneAndNotItself() throws InterruptedException {
        Hearing.expect("phones and browsers", everyone, everyone);
    }

    @Test
    void eachBrowserSeesTheOthersMove() throws Exception {
        for (Chromium watcher : List.of(anna, ben)) {
            watcher.await("two pictures of others move", MOVING_PICTURES + "return (await moving()) >= 2");
        }
        cleo.await("a picture moves", MOVING_PICTURES + "return (await moving()) >= 1");
    }

    @Test
    void voicesOfForwardedBrowsersComeOneByOneAndTheRestInOneMix() throws Exception {
        assertEquals(2, growingAudioStreams(anna), "ben's own and the mix");
        assertEquals(2, growingAudioStreams(ben), "anna's own and the mix");
        assertEquals(1, growingAudioStreams(cleo), "all in one");
    }

    @Test
    void theMixForBrowsersIsEncodedOnceARoom() throws Exception {
        cleo.speak(false);
        try {
            Thread.sleep(2000);
            double encodes = figure("partyline_opus_encodes");
            double ticks = figure("partyline_ticks_total");
            Thread.sleep(10_000);
            double aTick = (figure("partyline_opus_encodes") - encodes) / (figure("partyline_ticks_total") - ticks);
            System.out.printf("%.2f Opus encodes a tick%n", aTick);
            // One for all who are forwarded, one for all who are mixed and listen: cleo.
            assertEquals(2, aTick, 0.2, "Opus encodes a tick");
        } finally {
            cleo.speak(true);
        }
    }

    @Test
    void aHighToneSurvivesFromBrowserToBrowser() throws InterruptedException {
        try (Chromium high = new Chromium("high", HIGH_HERTZ, bridge).join(CHANNEL, "")) {
            high.await("it is in the channel", "return window.partyline.roster.length >= 7");
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            double level;
            do {
                Thread.sleep(500);
                level = anna.heard(Duration.ofSeconds(1)).toneDb(HIGH_HERTZ);
            } while (level < Participant.TONE_DBFS - HIGH_LOSS_DB && System.nanoTime() - deadlineNanos < 0);
            System.out.printf("12 kHz from browser to browser: %.1f dBFS%n", level);
            assertTrue(level > Participant.TONE_DBFS - HIGH_LOSS_DB, "12 kHz at " + level + " dBFS");
        }
    }

    @Test
    void aPhonesMuteIsSeenInEveryBrowser() throws Exception {
        directCall.press("*6");
        for (Chromium browser : List.of(anna, ben, cleo)) {
            browser.await(
                    "one phone is muted",
                    "return window.partyline.roster.filter(p => p.kind === 'phone' && p.muted).length === 1");
        }
        directCall.press("*6");
        for (Chromium browser : List.of(anna, ben, cleo)) {
            browser.await("nobody is muted", "return window.partyline.roster.every(p => !p.muted)");
        }
    }

    @Test
    void theRosterNamesPhonesWithoutTheirNumbers() {
        String roster = String.valueOf(anna.run("return JSON.stringify(window.partyline.roster)"));
        assertTrue(roster.contains("ben") && roster.contains("cleo"), roster);
        assertTrue(!roster.contains(Pbx.ULAW_PHONE), roster);
    }

    @Test
    void zTheScreenshotIsTaken() throws IOException {
        Path file = Path.of(System.getProperty("it.output", "target"), "browsers-and-phones.png");
        Files.write(file, anna.screenshot());
        assertEquals(List.of(), anna.complaints(), "nothing in the browser's console");
    }

    private static final String MOVING_PICTURES = """
            const moving = async () => {
              const look = video => {
                const canvas = document.createElement('canvas');
                canvas.width = 64; canvas.height = 36;
                const pen = canvas.getContext('2d');
                pen.drawImage(video, 0, 0, 64, 36);
                return pen.getImageData(0, 0, 64, 36).data;
              };
              const shown = [...document.querySelectorAll('video')]
                .filter(v => v.videoWidth > 0)
                .filter(v => window.partyline.connection.getReceivers().some(r => v.srcObject?.getTracks().includes(r.track)));
              const before = shown.map(look);
              await new Promise(done => setTimeout(done, 700));
              return shown.map(look).filter((now, i) => now.some((value, j) => Math.abs(value - before[i][j]) > 8)).length;
            };
            """;

    /** Inbound audio streams whose packets grow within a second. */
    private static long growingAudioStreams(Chromium browser) {
        return ((Number) Objects.requireNonNull(browser.run("""
                        const packets = async () => {
                          const counts = new Map();
                          (await window.partyline.connection.getStats()).forEach(s => {
                            if (s.type === 'inbound-rtp' && s.kind === 'audio') counts.set(s.ssrc, s.packetsReceived);
                          });
                          return counts;
                        };
                        const before = await packets();
                        await new Promise(done => setTimeout(done, 1000));
                        const after = await packets();
                        return [...after].filter(([ssrc, count]) => count > (before.get(ssrc) ?? 0) + 10).length;
                        """))).longValue();
    }

    private static double figure(String name) throws Exception {
        return bridge.metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
