package dev.partyline.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the README's picture anew, and others of the same people, into the output directory. */
class PictureOfAChannel {
    private static final String CHANNEL = "lobby";
    /** Wall, light on it, skin, hair, shirt, whether the hair is long. */
    private static final Map<String, String> LOOKS = Map.of(
            "Amelie", "['#d9a78b', '#f7e3cf', '#f2c9a9', '#5b3423', '#2f6f73', true]",
            "Jonas Weber", "['#8fa9b8', '#dfe9ee', '#e9bb98', '#2b2522', '#c9603f', false]",
            "Priya", "['#b9a3c9', '#efe6f5', '#b67c55', '#1f1717', '#e2b13c', true]",
            "Tomás", "['#9db48f', '#e7efd9', '#c98d63', '#3a2a1d', '#39496e', false]");

    @TempDir
    private Path data;

    @Test
    void threePhonesAndFourBrowsersInIt() throws Exception {
        Tools.need("chromium", "chromedriver");
        List<AutoCloseable> all = new ArrayList<>();
        try (BridgeProcess bridge = new BridgeProcess(29_500, data).start()) {
            all.add(phone("+493012345634", "127.0.0.72", 620, bridge));
            all.add(phone("+4366412345618", "127.0.0.73", 0, bridge));
            all.add(person("Jonas Weber", 1130, bridge));
            all.add(person("Priya", 1490, bridge));
            all.add(phone("+442079460207", "127.0.0.74", 0, bridge));
            all.add(person("Tomás", 1970, bridge));
            Chromium amelie = person("Amelie", 0, bridge);
            all.add(amelie);
            for (AutoCloseable one : all) {
                if (one instanceof Chromium browser && !browser.name().equals("Priya")) {
                    browser.speak(false);
                }
            }
            amelie.await("all are there", "return window.partyline.roster.length === 7");
            amelie.await("all are seen", "return document.querySelectorAll('.tile.seen').length === 4");
            for (boolean dark : new boolean[] {false, true}) {
                String tone = dark ? "-dark" : "";
                amelie.look(1280, 800, dark);
                take(amelie, "channel" + tone);
                amelie.click("[data-panel=people]");
                take(amelie, "channel-people" + tone);
                amelie.click("#panel-close");
                amelie.look(390, 844, dark);
                take(amelie, "channel-narrow" + tone);
                amelie.click("[data-panel=invite]");
                take(amelie, "channel-invite-narrow" + tone);
                amelie.click("#panel-close");
            }
            assertEquals(List.of(), amelie.complaints());
        } finally {
            for (AutoCloseable one : all) {
                one.close();
            }
        }
    }

    private static TestPhone phone(String number, String address, double hertz, BridgeProcess bridge)
            throws InterruptedException {
        TestPhone phone = new TestPhone(number, address, Codec.PCMA);
        var call = phone.call(bridge.sip(), "3000");
        assertEquals(200, call.status());
        if (hertz > 0) {
            Participant.of(number, hertz, call);
        }
        return phone;
    }

    private static Chromium person(String name, double hertz, BridgeProcess bridge) throws Exception {
        try (InputStream in =
                Objects.requireNonNull(PictureOfAChannel.class.getResourceAsStream("/browser/portrait.js"))) {
            String looks = Objects.requireNonNull(LOOKS.get(name));
            return new Chromium(name, hertz, bridge)
                    .atStart(new String(in.readAllBytes(), UTF_8).replace("__LOOKS__", looks))
                    .join(CHANNEL, "");
        }
    }

    private static void take(Chromium browser, String name) throws InterruptedException {
        browser.await(
                "pictures are there at this size",
                "return [...document.querySelectorAll('.tile.seen video')].every(v => v.videoWidth > 300)");
        browser.keepPicture(name);
    }
}
