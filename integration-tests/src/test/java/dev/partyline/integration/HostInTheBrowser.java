package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Closing;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Hearing;
import dev.partyline.integration.peer.OnTime;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.SignedToken;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A host at the join page sees to the phones by clicking in the list of people, and the phones are told by voice. */
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.MethodName.class)
class HostInTheBrowser {
    private static final String NUMBER = "5500";
    private static final String CHANNEL = "stage";

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;
    private static TestPhone annasPhone;
    private static TestPhone bensPhone;
    private static PhoneCall annas;
    private static Participant anna;
    private static Participant ben;
    private static Chromium host;
    private static List<Participant> everyone;
    /** Anna's id in the roster. */
    private static String annasId;

    @BeforeAll
    static void aHostAndTwoPhonesMeet() throws Exception {
        Tools.need("chromium", "chromedriver");
        bridge = new BridgeProcess(20_000, data)
                .set("partyline.media.loops", 1)
                .set("partyline.tokens.key", SignedToken.KEY)
                .start();
        AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD).map(NUMBER, CHANNEL);
        annasPhone = new TestPhone("anna", "127.0.1.1", Codec.PCMU);
        bensPhone = new TestPhone("ben", "127.0.1.2", Codec.PCMA);
        annas = annasPhone.call(bridge.sip(), NUMBER);
        anna = Participant.of("anna", 440, annas);
        host = new Chromium("host", 1130, bridge).join(CHANNEL, "#token=" + SignedToken.of(CHANNEL, "Hanna", "host"));
        host.await("anna is in the list", "return window.partyline.roster.some(p => p.kind === 'phone')");
        annasId = lastPhone();
        ben = Participant.of("ben", 620, bensPhone.call(bridge.sip(), NUMBER));
        everyone = List.of(anna, ben, host);
        host.click("[data-panel=people]");
        Hearing.expect("before the first click", everyone, everyone);
    }

    @AfterAll
    static void everyoneLeaves() {
        Closing.all(host, annasPhone, bensPhone, bridge);
    }

    @Test
    void aClickMutesAPhoneAndAnotherLetsItBeHeardAgain() throws Exception {
        OnTime.attempt(bridge, () -> mutesAndLetsBeHeard(List.of(ben, host)));
    }

    private static void mutesAndLetsBeHeard(List<Participant> others) throws InterruptedException {
        if (Boolean.TRUE.equals(host.run("return " + isMuted(annasId)))) {
            host.click(row(annasId) + " .host button:first-child");
            awaitRow(annasId, false);
            Hearing.expect("anna is heard, to begin with", everyone, everyone);
        }
        long mutedAt = System.nanoTime();
        host.click(row(annasId) + " .host button:first-child");
        awaitRow(annasId, true);
        Hearing.expect("a host muted anna", everyone, others);
        System.out.println("muted: " + Hearing.expectPrompt(annas, mutedAt, "muted", "unmuted"));

        long unmutedAt = System.nanoTime();
        host.click(row(annasId) + " .host button:first-child");
        awaitRow(annasId, false);
        Hearing.expect("a host unmuted anna", everyone, everyone);
        System.out.println("unmuted: " + Hearing.expectPrompt(annas, unmutedAt, "unmuted", "muted"));
    }

    @Test
    void aPhonesOwnKeysAreFollowedByTheList() throws Exception {
        annas.press("*6");
        awaitRow(annasId, true);
        Hearing.expect("anna muted herself", everyone, List.of(ben, host));
        annas.press("*6");
        awaitRow(annasId, false);
        Hearing.expect("anna unmuted herself", everyone, everyone);
    }

    @Test
    void aPhoneThatAHostMutedIsHeardAgainByItsOwnKeys() throws Exception {
        host.click(row(annasId) + " .host button:first-child");
        awaitRow(annasId, true);
        long pressedAt = System.nanoTime();
        annas.press("*6");
        awaitRow(annasId, false);
        Hearing.expect("anna unmuted herself after the host", everyone, everyone);
        Hearing.expectPrompt(annas, pressedAt, "unmuted", "removed");
    }

    @Test
    void twoClicksRemoveAPhoneAndItIsToldBeforeItIsHungUp() throws Exception {
        try (TestPhone carasPhone = new TestPhone("cara", "127.0.1.3", Codec.PCMU)) {
            PhoneCall caras = carasPhone.call(bridge.sip(), NUMBER);
            host.await(
                    "cara is in the list",
                    "return window.partyline.roster.filter(p => p.kind === 'phone').length === 3");
            String id = lastPhone();
            long removedAt = System.nanoTime();
            host.click(row(id) + " .host button:last-child");
            host.click(row(id) + " .host button.sure");
            assertTrue(caras.awaitEnd(), "who is removed gets a BYE");
            // An ear gives what is older than what may be under way to it.
            Thread.sleep(1_000);
            System.out.println("removed: " + Hearing.expectPrompt(caras, removedAt, "removed", "muted"));
            host.await("her row is gone", "return !document.querySelector(\"" + row(id) + "\")");
            Hearing.expect("the others go on", everyone, everyone);
        }
    }

    @Test
    void zNothingWentWrongInTheBrowser() {
        assertEquals(List.of(), host.complaints());
    }

    private static String lastPhone() {
        return String.valueOf(host.run("return window.partyline.roster.filter(p => p.kind === 'phone').at(-1).id"));
    }

    private static String row(String id) {
        return "#roster li[data-participant='" + id + "']";
    }

    private static String isMuted(String id) {
        return "document.querySelector(\"" + row(id) + "\").classList.contains('is-muted')";
    }

    /** What a person sees and what a screen reader says. */
    private static void awaitRow(String id, boolean muted) throws InterruptedException {
        host.await(
                "the row of " + id + " says muted: " + muted,
                "const row = document.querySelector(\"" + row(id) + "\");"
                        + "return row.classList.contains('is-muted') === " + muted
                        + " && (row.querySelector('.microphone').textContent === 'muted') === " + muted);
    }
}
