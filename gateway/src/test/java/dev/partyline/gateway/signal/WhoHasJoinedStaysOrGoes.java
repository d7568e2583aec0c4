package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of a browser once it has joined: lost, back, gone, with other media, with other wishes. */
final class WhoHasJoinedStaysOrGoes {
    private static final AtomicInteger NEXT_ROOM = new AtomicInteger(4400);

    @TempDir
    private static Path data;

    private static RunningGateway gateway;

    /** Each test's own. */
    private final String room = "room-" + NEXT_ROOM.getAndIncrement();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(data);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void everyPhoneHangsUp() {
        gateway.telephony().calls.clear();
        gateway.telephony().done.clear();
    }

    private PageSocket open() {
        return PageSocket.open(gateway.port());
    }

    private static String id(JsonNode joined) {
        return joined.get("participant").stringValue();
    }

    @Test
    void whoIsLostIsAwayAndComesBackAsTheSamePerson() {
        try (PageSocket other = open()) {
            other.join(room, "Ada", "").next("joined");
            String id;
            String resume;
            try (PageSocket lost = open()) {
                JsonNode joined = lost.join(room, "Bea", "").next("joined");
                id = id(joined);
                resume = joined.get("resume").stringValue();
                lost.kill();
            }
            other.next("roster", r -> r.toString().contains("\"away\":true"));
            try (PageSocket back = open()) {
                JsonNode joined =
                        back.join(room, "Bea", ",'resume':'" + resume + "'").next("joined");
                assertEquals(id, id(joined));
                other.next(
                        "roster",
                        r -> r.get("participants").size() == 2 && !r.toString().contains("\"away\":true"));
                assertEquals(
                        1,
                        gateway.edge().legs.stream()
                                .filter(l -> l.id.value().equals(id) && !l.closed)
                                .count());
                String forged = resume.substring(0, resume.length() - 1) + (resume.endsWith("0") ? "1" : "0");
                try (PageSocket thief = open()) {
                    assertNotEquals(
                            id,
                            id(thief.join(room, "Eve", ",'resume':'" + forged + "'")
                                    .next("joined")));
                }
            }
        }
    }

    @Test
    void whoStaysAwayIsGone() throws InterruptedException {
        try (PageSocket other = open()) {
            other.join(room, "Ada", "").next("joined");
            String id;
            try (PageSocket lost = open()) {
                id = id(lost.join(room, "Bea", "").next("joined"));
                other.next("roster", r -> r.get("participants").size() == 2);
            }
            other.say("{'type':'ping'}");
            for (int i = 0; i < 6; i++) {
                // Whoever is silent for ten seconds is taken for lost himself.
                Thread.sleep(Duration.ofSeconds(2));
                other.say("{'type':'ping'}");
            }
            other.next("roster", r -> r.get("participants").size() == 1);
            assertTrue(gateway.edge().legs.stream()
                    .allMatch(l -> l.closed || !l.id.value().equals(id)));
        }
    }

    @Test
    void mediaThatFailAreToldAndOfferedAnew() {
        try (PageSocket page = open()) {
            String id = id(page.join(room, "Bea", "").next("joined"));
            gateway.edge().leg(id).listener.accept(new BrowserEvent.Failed("no DTLS"));
            assertEquals("media-failed", page.refused());
            assertEquals(
                    "media-failed", page.say("{'type':'offer','offer':'v=0'}").refused());
            assertEquals(id, id(page.join(room, "Bea", "").next("joined")));
            page.say("{'type':'offer','offer':'restart'}").next("answer");
            assertEquals(
                    "offer", page.say("{'type':'offer','offer':'nonsense'}").refused());
        }
    }

    @Test
    void whoJoinsOrOffersAgainAndAgainIsHeldUp() {
        try (PageSocket page = open()) {
            String id = id(page.join(room, "Bea", "").next("joined"));
            for (int i = 0; i < 40; i++) {
                page.say("{'type':'offer','offer':'again'}");
            }
            JsonNode refused = page.next("refused");
            assertEquals("busy", refused.get("reason").stringValue());
            assertEquals(1_000, refused.get("retryAfterMillis").intValue());
            page.say("{'type':'mode','mode':'mixed'}").next("mode");
            int joins = 0;
            while (joins < 60 && !page.heardJoinRefused(room)) {
                joins++;
            }
            assertTrue(joins < 60, "it joined sixty times in a row");
            assertEquals(id, gateway.edge().leg(id).id.value());
        }
    }

    @Test
    void slotsModesPinsAndLeavingGoBothWays() {
        try (PageSocket page = open()) {
            String id = id(page.join(room, "Bea", ",'mode':'mixed'").next("joined"));
            ScriptedLeg leg = new ScriptedLeg(gateway, id);
            leg.say(new BrowserEvent.Slots(
                    List.of(Optional.of(new BrowserId("browser-1")), Optional.empty()), List.of(Optional.empty())));
            JsonNode slots = page.next("slots");
            assertEquals("[\"browser-1\",null]", slots.get("voices").toString());
            assertEquals("[null]", slots.get("videos").toString());
            page.say("{'type':'mode','mode':'forwarded'}");
            assertEquals("forwarded", page.next("mode").get("mode").stringValue());
            page.say("{'type':'pin','participants':['browser-1']}").say("{'type':'camera','on':true}");
            page.next("roster", r -> r.toString().contains("\"camera\":true"));
            assertTrue(leg.done().containsAll(List.of("mode FORWARDED", "pin [browser-1]")));
            page.say("{'type':'leave'}");
            assertEquals(1000, page.closeCode());
            assertTrue(leg.closed());
        }
    }

    private record ScriptedLeg(dev.partyline.gateway.ScriptedBrowserEdge.Leg leg) {
        ScriptedLeg(RunningGateway gateway, String id) {
            this(gateway.edge().leg(id));
        }

        void say(BrowserEvent event) {
            leg.listener.accept(event);
        }

        List<String> done() {
            return leg.done;
        }

        boolean closed() {
            return leg.closed;
        }
    }
}
