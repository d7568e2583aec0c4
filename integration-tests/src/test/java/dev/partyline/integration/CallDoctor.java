package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.integration.peer.Axe;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin looks for the reasons: of a call that was refused, and of one that went well. */
@SideBySide
class CallDoctor {
    @TempDir
    private Path data;

    @Test
    void tellsWhyACallWasRefusedAndHowAnotherSounded() throws InterruptedException {
        Tools.need("chromium", "chromedriver");
        try (BridgeProcess bridge = new BridgeProcess(19_300, data).start();
                TestPhone anna = new TestPhone("anna", "127.0.0.81", Codec.PCMU);
                Chromium browser = Chromium.bare("admin", bridge)) {
            assertEquals(404, anna.call(bridge.sip(), "5551234").status());
            PhoneCall good = anna.call(bridge.sip(), "4810");
            assertEquals(200, good.status());
            good.listen(Duration.ofSeconds(4));
            good.hangUp();
            browser.open("/login");
            browser.type("input[name=password]", BridgeProcess.ADMIN_PASSWORD);
            browser.click("main button");
            browser.await("the list of calls", "return location.pathname === '/admin/calls'");
            browser.open("/admin/doctor");
            browser.awaitText("no rule");
            Axe.expectNothing(browser, "doctor, the last calls");
            browser.click("tr:has(.state.bad) a");
            browser.awaitText("No rule maps \"5551234\"");
            browser.awaitText("404 Not found to INVITE");
            Axe.expectNothing(browser, "doctor, a refused call");
            browser.open("/admin/doctor?find=4810");
            browser.click("td.acts a");
            browser.awaitText("BYE");
            browser.awaitText("Agreed on: PCMU");
            browser.click(".ladder summary");
            browser.awaitText("m=audio");
            Axe.expectNothing(browser, "doctor, a call that went well");
            assertEquals(List.of(), browser.complaints(), "the browser's console is empty");
        }
    }
}
