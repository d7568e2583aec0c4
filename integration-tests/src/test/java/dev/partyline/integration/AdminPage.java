package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Browser;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator in a real browser, from the one-time password to a phone that is thrown out. */
class AdminPage {
    private static final String CHOSEN = "a password of my own 17";

    @TempDir
    private Path data;

    @Test
    void logsInChangesTheDialplanAndSeesToTheCalls() throws InterruptedException {
        Tools.need("chromium", "chromedriver");
        try (BridgeProcess bridge = new BridgeProcess(25200, data).environment("PARTYLINE_ADMIN_PASSWORD", null)) {
            bridge.start();
            Await.until("the banner is printed", () -> bridge.log().contains("password"));
            try (Browser browser = new Browser(bridge);
                    TestPhone anna = new TestPhone("anna", "127.0.0.71", Codec.PCMU);
                    TestPhone ben = new TestPhone("ben", "127.0.0.72", Codec.PCMA)) {
                choosesAPassword(browser, bridge.fromLog("password\\s+(\\S+)"));
                changesTheDialplan(browser, bridge, anna);
                seesToTheCalls(browser, bridge, anna, ben);
                assertEquals(List.of(), browser.complaints(), "the browser's console is empty");
            }
        }
    }

    private static void choosesAPassword(Browser browser, String oneTime) throws InterruptedException {
        browser.open("/admin");
        browser.type("password", oneTime).submit();
        browser.awaitPath("/admin/password");
        browser.type("password", CHOSEN).type("again", CHOSEN).submit();
        browser.awaitPath("/login");
        browser.type("password", CHOSEN).submit();
        browser.awaitPath("/admin/calls");
    }

    private static void changesTheDialplan(Browser browser, BridgeProcess bridge, TestPhone phone)
            throws InterruptedException {
        assertEquals(404, phone.call(bridge.sip(), "6000").status());
        browser.open("/admin/numbers/new");
        browser.type("from", "6000").type("channel", "sixty").submit();
        browser.awaitPath("/admin/numbers");
        browser.open("/admin/channels");
        browser.click("a[aria-label='Change sixty']");
        browser.click("details:has(form[action$='/no-pin']) summary");
        browser.click("form[action$='/no-pin'] button");
        browser.awaitText("open: whoever dials");
        PhoneCall first = phone.call(bridge.sip(), "6000");
        assertEquals(200, first.status());
        first.hangUp();

        browser.open("/admin/numbers");
        browser.click("a[aria-label='Change 6000']");
        browser.type("from", "6001").submit();
        browser.awaitPath("/admin/numbers");
        assertEquals(404, phone.call(bridge.sip(), "6000").status());
        PhoneCall second = phone.call(bridge.sip(), "6001");
        assertEquals(200, second.status());
        second.hangUp();

        browser.click("summary[aria-label='Delete 6001']");
        browser.click("form[action$='/delete'] button");
        browser.awaitText("The rule is deleted");
        assertEquals(404, phone.call(bridge.sip(), "6001").status());
    }

    private static void seesToTheCalls(Browser browser, BridgeProcess bridge, TestPhone anna, TestPhone ben)
            throws InterruptedException {
        PhoneCall annas = anna.call(bridge.sip(), "4000");
        Participant annaHears = Participant.of("anna", 500, annas);
        browser.open("/admin/calls");
        browser.awaitText("anna");
        PhoneCall bens = ben.call(bridge.sip(), "4000");
        List<Participant> both = List.of(annaHears, Participant.of("ben", 700, bens));
        Hearing.expect("before the mute", both, both);
        browser.open("/admin/calls");
        long mutedAt = System.nanoTime();
        browser.clickIn("anna", "button[id^='mute-']");
        Hearing.expect("anna is muted", both, both.subList(1, 2));
        Hearing.expectPrompt(annas, mutedAt, "muted", "unmuted");
        long unmutedAt = System.nanoTime();
        browser.clickIn("anna", "button[id^='mute-']");
        Hearing.expect("anna is not muted", both, both);
        Hearing.expectPrompt(annas, unmutedAt, "unmuted", "muted");
        browser.clickIn("anna", "button[id^='remove-']");
        assertTrue(annas.awaitEnd(), "who is removed gets a BYE");
        bens.hangUp();
    }
}
