package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Axe;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Closing;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** axe-core finds nothing in the join page, whatever it shows, wide and narrow, light and dark. */
@SuppressWarnings("NullAway.Init")
class JoinPageIsForEveryone {
    private static final String CHANNEL = "workshop";
    private static final String NUMBER = "4300";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;
    private static TestPhone phone;
    private static String token;
    private static Chromium anna;
    private static Chromium ben;

    @BeforeAll
    static void somebodyIsThere() throws Exception {
        Tools.need("chromium", "chromedriver");
        bridge = new BridgeProcess(29_500, data).start();
        token = AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD)
                .map(NUMBER, CHANNEL)
                .hostToken(CHANNEL);
        phone = new TestPhone("+4930123434", "127.0.0.71", Codec.PCMA);
        assertEquals(200, phone.call(bridge.sip(), NUMBER).status());
        ben = new Chromium("Ben", 620, bridge).join(CHANNEL, "");
        anna = new Chromium("Anna", 1130, bridge);
    }

    @AfterAll
    static void allLeave() {
        Closing.all(anna, ben, phone, bridge);
    }

    @Test
    void beforeJoining() throws Exception {
        anna.open("/join/lobby");
        anna.await("the preview", shown("preview"));
        expectNothing("preview");
        anna.click("#preview-devices summary");
        expectNothing("choice of devices");
        anna.click("#join");
        expectNothing("no name typed");
        assertEquals(List.of(), anna.complaints());
    }

    @Test
    void whereAPinIsAsked() throws Exception {
        anna.open("/join/boardroom");
        anna.await("the PIN is asked", shown("pin-field"));
        expectNothing("PIN asked");
        anna.type("#name", "Anna");
        anna.type("#pin", "1111");
        anna.click("#join");
        anna.await("it is the wrong one", shown("pin-wrong"));
        expectNothing("wrong PIN");
        assertEquals(List.of(), anna.complaints());
    }

    @Test
    void inTheChannel() throws Exception {
        anna.join(CHANNEL, "#token=" + token);
        anna.await("three are there", "return window.partyline.roster.length === 3");
        anna.await("Ben's picture", "return document.querySelectorAll('.tile.seen').length === 2");
        expectNothing("channel");
        for (String panel : List.of("people", "invite", "settings")) {
            anna.click("[data-panel=" + panel + "]");
            expectNothing("panel " + panel);
            if (panel.equals("people")) {
                anna.click(".roster .host button:last-child");
                anna.await(
                        "it asks again", "return document.querySelector('.roster .sure')?.textContent === 'Remove?'");
                expectNothing("whether to remove somebody");
            }
            anna.click("#panel-close");
        }
        anna.click("#leave");
        anna.await("left", shown("ended"));
        expectNothing("left");
        assertEquals(List.of(), anna.complaints());
    }

    @Test
    void whereThereIsNoSuchChannel() {
        anna.open("/join/nonesuch");
        expectNothing("no such channel");
        anna.complaints();
    }

    private static String shown(String id) {
        return "return document.getElementById('" + id + "')?.offsetParent != null";
    }

    private static void expectNothing(String where) {
        Axe.expectNothing(anna, where);
    }
}
