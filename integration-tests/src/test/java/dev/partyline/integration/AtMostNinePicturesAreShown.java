package dev.partyline.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.Axe;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Tools;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtMostNinePicturesAreShown {
    private static final String CHANNEL = "room-4330";
    private static final List<String> CROWD =
            List.of("Ada", "Boris", "Chiara", "Deniz", "Emil", "Fatou", "Goran", "Hanna", "Ines", "Jakub", "Kirsten");
    private static final int PLACES = 9;

    @TempDir
    private Path data;

    @Test
    void whoSpeaksOrIsPinnedHasOneOfNinePlacesAndTheRestAreNames() throws Exception {
        Tools.need("chromium", "chromedriver");
        try (BridgeProcess bridge = new BridgeProcess(29_500, data).start();
                Chromium crowd = Chromium.bare("crowd", bridge, "--autoplay-policy=no-user-gesture-required");
                Chromium anna = new Chromium("Anna", 0, bridge)) {
            crowd.open("/join/nonesuch");
            crowd.run(script());
            crowd.run("return window.crowd.join(arguments[0], arguments[1])", CHANNEL, CROWD);
            anna.join(CHANNEL, "");
            anna.await("all are there", "return window.partyline.roster.length === 12");
            anna.await("nine are seen", "return document.querySelectorAll('.tile.seen:not(.you)').length === 9");
            anna.await("so is she", "return document.querySelector('.tile.you.seen') !== null");
            expectOrder(anna);
            List<String> unseen = names(anna, "#rest li");
            assertEquals(CROWD.size() - PLACES, unseen.size());

            String speaker = unseen.getFirst();
            crowd.run("window.crowd.say(arguments[0], true)", speaker);
            awaitSeen(anna, speaker);
            expectOrder(anna);
            crowd.run("window.crowd.say(arguments[0], false)", speaker);

            String wanted = names(anna, "#rest li").getLast();
            anna.click("#rest li:last-child button");
            awaitSeen(anna, wanted);
            anna.await(
                    "it is pinned",
                    "return document.querySelector('.tile.pinned .who')?.textContent === '" + wanted + "'");
            expectOrder(anna);
            Axe.expectNothing(anna, "more than nine, one pinned");
            anna.click(".tile.pinned .pin");
            Axe.expectNothing(anna, "more than nine");
            assertEquals(List.of(), anna.complaints());
        }
    }

    private static void awaitSeen(Chromium browser, String name) throws InterruptedException {
        Await.until(name + " is seen", () -> names(browser, ".tile.seen:not(.you) .who"), seen -> seen.contains(name));
    }

    /** Tiles stand in the order of joining, and nobody is in two places or in none. */
    private static void expectOrder(Chromium browser) {
        // Both at one moment: the next one who speaks changes both.
        List<String> all = names(browser, ".tile:not(.you) .who, #rest li");
        List<String> tiles = all.subList(0, PLACES);
        assertEquals(CROWD.stream().filter(tiles::contains).toList(), tiles);
        assertEquals(CROWD, all.stream().sorted().toList());
    }

    @SuppressWarnings("unchecked")
    private static List<String> names(Chromium browser, String selector) {
        return (List<String>) Objects.requireNonNull(browser.run(
                "return [...document.querySelectorAll(arguments[0])].map(({ textContent }) => textContent)", selector));
    }

    private static String script() throws Exception {
        try (InputStream in =
                Objects.requireNonNull(AtMostNinePicturesAreShown.class.getResourceAsStream("/browser/crowd.js"))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
