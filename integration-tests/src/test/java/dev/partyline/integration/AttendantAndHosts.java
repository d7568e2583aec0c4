package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.Axe;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Closing;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The attendant leads phones to a conference, in their language; hosts by PIN lock it; keys and pages are one state. */
@SideBySide
@SuppressWarnings("NullAway.Init")
class AttendantAndHosts {
    private static final String ATTENDANT = "7100";
    private static final String CHANNEL = "weekly";
    private static final String GUEST_PIN = "73915528";
    private static final String HOST_PIN = "20461357";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;
    private static AdminSession admin;
    private static String number;

    @BeforeAll
    static void theBridgeStarts() throws InterruptedException {
        bridge = new BridgeProcess(17_200, data)
                .set("partyline.trunks[0].name", "phones")
                .set("partyline.trunks[0].addresses", "127.0.13.1,127.0.13.2,127.0.13.3")
                .set("partyline.trunks[1].name", "berlin")
                .set("partyline.trunks[1].addresses", "127.0.13.4")
                .set("partyline.trunks[1].language", "de")
                .start();
        admin = AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD)
                .attendant(ATTENDANT)
                .add(CHANNEL)
                .setPin(CHANNEL, GUEST_PIN)
                .setHostPin(CHANNEL, HOST_PIN);
        number = admin.conferenceNumber(CHANNEL);
    }

    @AfterAll
    static void theBridgeStops() {
        Closing.all(bridge);
    }

    private static PhoneCall answered(PhoneCall call) {
        assertEquals(200, call.status(), bridge.log());
        return call;
    }

    /** Dials the attendant, and types conference number and PIN when asked to. */
    private static PhoneCall entersBy(TestPhone phone, String pin) throws InterruptedException {
        PhoneCall call = answered(phone.call(bridge.sip(), ATTENDANT));
        call.listen(Duration.ofSeconds(1));
        call.press(number + "#" + pin + "#");
        return call;
    }

    private static void awaitCalls(String what, String part, int times) throws Exception {
        Await.until(what, () -> bridge.callFigures().split(part, -1).length - 1 == times);
    }

    @Test
    void phonesFindEachOtherAndAStrangerStaysOutsideALock() throws Exception {
        try (TestPhone annasPhone = new TestPhone("anna", "127.0.13.1", Codec.PCMU);
                TestPhone bensPhone = new TestPhone("ben", "127.0.13.2", Codec.PCMA);
                TestPhone carasPhone = new TestPhone("cara", "127.0.13.3", Codec.PCMU)) {
            PhoneCall annas = entersBy(annasPhone, GUEST_PIN);
            PhoneCall bens = entersBy(bensPhone, HOST_PIN);
            awaitCalls("both are in", "IN_CHANNEL", 2);
            Participant anna = Participant.of("anna", 440, annas);
            Participant ben = Participant.of("ben", 2310, bens);
            List<Participant> both = List.of(anna, ben);
            Hearing.expect("by the attendant", both, both);

            long askedAt = System.nanoTime();
            annas.press("*5");
            annas.listen(Duration.ofSeconds(4));
            Hearing.expectPrompt(annas, askedAt, "hosts-only", "locked");
            long lockedAt = System.nanoTime();
            bens.press("*5");
            bens.listen(Duration.ofSeconds(5));
            Hearing.expectPrompt(bens, lockedAt, "locked", "hosts-only");

            PhoneCall caras = entersBy(carasPhone, GUEST_PIN);
            long lastWordsAt = System.nanoTime();
            assertTrue(caras.awaitEnd(), "who is locked out is told so, and hung up");
            Thread.sleep(1_000);
            Hearing.expectPrompt(caras, lastWordsAt, "locked-out", "pin-refused");
            bens.press("*5");
            bens.listen(Duration.ofSeconds(4));
            PhoneCall again = entersBy(carasPhone, GUEST_PIN);
            awaitCalls("cara is in", "IN_CHANNEL", 3);

            long countedAt = System.nanoTime();
            annas.press("*1");
            annas.listen(Duration.ofSeconds(4));
            Hearing.expectPrompt(annas, countedAt, "number-3", "number-8");
            Hearing.expectPrompt(annas, countedAt, "people-here", "only-you");
            assertEquals(200, again.hangUp());
            assertEquals(200, bens.hangUp());
            assertEquals(200, annas.hangUp());
        }
        awaitCalls("all are gone", "IN_CHANNEL", 0);
    }

    @Test
    void aCallerFromBerlinIsSpokenToInGerman() throws Exception {
        try (TestPhone phone = new TestPhone("anna", "127.0.13.4", Codec.PCMA)) {
            long calledAt = System.nanoTime();
            PhoneCall call = answered(phone.call(bridge.sip(), ATTENDANT));
            call.listen(Duration.ofSeconds(6));
            Hearing.expectPrompt(call, calledAt, "de/enter-conference", "en/enter-conference");
            long typedAt = System.nanoTime();
            // The right PIN of a conference that is not there: whoever asks is not told which of them is wrong.
            call.press("999999#" + GUEST_PIN + "#");
            call.listen(Duration.ofSeconds(6));
            Hearing.expectPrompt(call, typedAt, "de/conference-wrong", "de/pin-wrong");
            assertEquals(200, call.hangUp());
        }
    }

    @Test
    void aHandRaisedByKeysIsSeenAndTakenDownOnAPage() throws Exception {
        Tools.need("chromium", "chromedriver");
        String token = "#token=" + admin.hostToken(CHANNEL);
        try (TestPhone phone = new TestPhone("anna", "127.0.13.1", Codec.PCMU);
                Chromium host = new Chromium("host", 1130, bridge).join(CHANNEL, token)) {
            PhoneCall annas = entersBy(phone, GUEST_PIN);
            host.await("anna is in the list", "return window.partyline.roster.some(p => p.kind === 'phone')");
            host.click("[data-panel=people]");
            annas.press("*9");
            host.await(
                    "her hand is up",
                    "return window.partyline.roster.find(p => p.kind === 'phone').hand"
                            + " && document.querySelectorAll('#roster .hand:not([hidden])').length === 1");
            annas.listen(Duration.ofSeconds(2));
            long seenAt = System.nanoTime();
            host.click("#roster .hand:not([hidden])");
            host.await("her hand is down", "return !window.partyline.roster.find(p => p.kind === 'phone').hand");
            annas.listen(Duration.ofSeconds(3));
            Hearing.expectPrompt(annas, seenAt, "hand-lowered", "muted");

            host.click("#hand");
            host.await("its own hand is up", "return document.querySelector('#hand').ariaPressed === 'true'");
            host.click("#lock");
            host.await(
                    "it is locked",
                    "return window.partyline.locked && !document.querySelector('#locked').hidden"
                            + " && document.querySelector('#lock').ariaPressed === 'true'");
            Axe.expectNothing(host, "a locked channel with raised hands");
            try (TestPhone bensPhone = new TestPhone("ben", "127.0.13.2", Codec.PCMA)) {
                PhoneCall bens = entersBy(bensPhone, GUEST_PIN);
                assertTrue(bens.awaitEnd(), "the page's lock is the telephones'");
            }
            assertEquals(List.of(), host.complaints());
            assertEquals(200, annas.hangUp());
        }
    }

    @Test
    void aConferenceBeginsAndEndsWithItsHost() throws Exception {
        Tools.need("chromium", "chromedriver");
        admin.map("7200", "board").setHostPin("board", HOST_PIN);
        admin.submit(
                admin.pageOf("board"),
                admin.pageOf("board") + "/options",
                Map.of("waitsForHost", "true", "endsWithHost", "true", "chimes", "true"));
        try (TestPhone annasPhone = new TestPhone("anna", "127.0.13.1", Codec.PCMU);
                TestPhone bensPhone = new TestPhone("ben", "127.0.13.2", Codec.PCMA);
                Chromium guest = new Chromium("guest", 1130, bridge)) {
            PhoneCall annas = answered(annasPhone.call(bridge.sip(), "7200"));
            annas.listen(Duration.ofSeconds(1));
            long pressedAt = System.nanoTime();
            annas.press("#");
            awaitCalls("anna waits", "AWAITS_HOST", 1);
            annas.listen(Duration.ofSeconds(6));
            Hearing.expectPrompt(annas, pressedAt, "wait-for-host", "first-in-channel");
            guest.knock("board", "");
            guest.await("the page says why it waits", "return !document.querySelector('#preview-waiting').hidden");
            Axe.expectNothing(guest, "a guest who waits for a host");

            PhoneCall bens = answered(bensPhone.call(bridge.sip(), "7200"));
            bens.listen(Duration.ofSeconds(1));
            bens.press(HOST_PIN + "#");
            awaitCalls("both are in", "IN_CHANNEL", 2);
            guest.await("the page has come in by itself", "return window.partyline.state === 'joined'");
            Participant anna = Participant.of("anna", 440, annas);
            Participant ben = Participant.of("ben", 2310, bens);
            Hearing.expect("with a host", List.of(anna, ben, guest), List.of(anna, ben, guest));

            assertEquals(200, bens.hangUp());
            assertTrue(annas.awaitEnd(), "it ends with its host");
            long lastWordsAt = System.nanoTime() - Duration.ofSeconds(8).toNanos();
            guest.await(
                    "the page says so", "return document.querySelector('#ended-text').textContent.includes('host')");
            Thread.sleep(1_000);
            Hearing.expectPrompt(annas, lastWordsAt, "host-left", "removed");
        }
    }

    @Test
    void theAttendantIsOnThePages() throws Exception {
        Tools.need("chromium", "chromedriver");
        try (Chromium browser = Chromium.bare("admin", bridge)) {
            browser.open("/login");
            browser.type("input[name=password]", BridgeProcess.ADMIN_PASSWORD);
            browser.click("main button");
            browser.await("the list of calls", "return location.pathname === '/admin/calls'");
            browser.open(admin.pageOf(CHANNEL));
            browser.awaitText("PIN of hosts");
            Axe.expectNothing(browser, "the page of a channel");
            browser.open("/admin/numbers/new");
            browser.awaitText("Leads to");
            Axe.expectNothing(browser, "the form of a rule");
            browser.open("/admin/prompts?language=de");
            browser.awaitText("Willkommen.");
            Axe.expectNothing(browser, "the prompts");
            browser.open("/admin/numbers");
            Axe.expectNothing(browser, "the numbers");
        }
        assertTrue(admin.get("/admin/numbers").body().contains("the attendant"));
        String trial = admin.get("/admin/numbers?try=" + ATTENDANT).body();
        assertTrue(trial.contains("goes to the attendant"), trial);
        String saved = admin.submit(
                        admin.pageOf(CHANNEL),
                        admin.pageOf(CHANNEL) + "/options",
                        Map.of("most", "12", "chimes", "true"))
                .body();
        assertTrue(saved.contains("value=\"12\"") && saved.contains("checked"), saved);
    }
}
