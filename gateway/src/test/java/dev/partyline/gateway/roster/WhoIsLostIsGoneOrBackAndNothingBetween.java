package dev.partyline.gateway.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.ScriptedBrowserEdge;
import dev.partyline.gateway.browser.BrowserEdge;
import dev.partyline.gateway.roster.BrowserLeg.Connection;
import dev.partyline.gateway.token.Role;
import dev.partyline.media.BrowserMode;
import dev.partyline.media.RoomId;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMedia;
import dev.partyline.webrtc.EdgeStats;
import dev.partyline.webrtc.OfferRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What comes at the same moment, one after the other in the worse order. */
final class WhoIsLostIsGoneOrBackAndNothingBetween {
    private final ScriptedBrowserEdge edge = new ScriptedBrowserEdge();
    private final BrowserLeg leg = leg("page");

    private static BrowserLeg leg(String via) {
        BrowserId id = BrowserIdentity.drawId();
        return new BrowserLeg(
                new BrowserIdentity(
                        id,
                        "Ada",
                        Role.GUEST,
                        "lobby",
                        new RoomId("room"),
                        via,
                        Instant.now(),
                        ResumeSecret.draw(id),
                        null),
                BrowserMode.FORWARDED,
                false,
                false);
    }

    private static final class Page implements Audience {
        final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return String.valueOf(told.poll(30, TimeUnit.SECONDS));
        }

        @Override
        public void roster(Roster roster) {
            told.add("roster");
        }

        @Override
        public void levels(Map<String, Integer> levels) {
            told.add("levels");
        }

        @Override
        public void slots(BrowserEvent.Slots slots) {
            told.add("slots " + slots.voices().size());
        }

        @Override
        public void muted(boolean muted, String by) {
            told.add("muted");
        }

        @Override
        public void mediaFailed(String reason) {
            told.add("media failed");
        }

        @Override
        public void superseded() {
            told.add("superseded");
        }

        @Override
        public void ended(Ending ending) {
            told.add("ended");
        }
    }

    /** Media that fail before their answer is given. */
    private record FailingEdge(ScriptedBrowserEdge edge, BrowserLeg leg) implements BrowserEdge {
        @Override
        public BrowserMedia join(
                RoomId room, BrowserId id, String offer, BrowserMode mode, Consumer<BrowserEvent> listener)
                throws OfferRefusedException {
            BrowserMedia media = edge.join(room, id, offer, mode, listener);
            listener.accept(new BrowserEvent.Failed("at once"));
            long deadlineNanos = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!leg.entry(null).away() && System.nanoTime() - deadlineNanos < 0) {
                Thread.onSpinWait();
            }
            return media;
        }

        @Override
        public EdgeStats stats() {
            return edge.stats();
        }

        @Override
        public void close() {}
    }

    private static long later() {
        return System.nanoTime() + BrowserLeg.AWAY.toNanos() + 1_000_000_000L;
    }

    @Test
    void mediaThatFailBeforeTheirAnswerAreNotKept() throws Exception {
        Connection connection = connect(new FailingEdge(edge, leg));
        assertTrue(edge.legs.getFirst().closed);
        Page page = new Page();
        assertTrue(leg.attach(page, connection));
        assertFalse(leg.hasMedia());
        assertTrue(leg.entry(null).away());
        assertTrue(leg.giveUp(later()), "it is no ghost");
    }

    private static long in(int seconds) {
        return System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void theTimeBeforeASilenceWasNoticedCountsToo() throws Exception {
        Page page = new Page();
        leg.attach(page, connect(edge));
        leg.detach(page, in(-10));
        assertTrue(leg.entry(null).away());
        assertTrue(leg.giveUp(in(4)), "fourteen seconds after the last word");
    }

    @Test
    void whoseMediaNeverConnectIsAway() throws Exception {
        Page page = new Page();
        for (int i = 0; i < 3; i++) {
            leg.attach(page, connect(edge));
            edge.legs.getLast().connected = false;
        }
        assertFalse(leg.giveUp(in(20)), "it is still there, and asks for media");
        assertTrue(leg.entry(null, in(20)).away());
        edge.legs.getLast().connected = true;
        assertFalse(leg.giveUp(in(20)));
        assertFalse(leg.entry(null, in(20)).away());
    }

    @Test
    void whoHasMediaAloneIsGoneWithThem() throws Exception {
        BrowserLeg camera = leg("whip");
        camera.attach(new Page(), Objects.requireNonNull(camera.connect(edge, "v=0")));
        long heardNanos = System.nanoTime();
        edge.legs.getLast().heardNanos = () -> heardNanos;
        assertFalse(camera.giveUp(heardNanos + Duration.ofSeconds(12).toNanos()));
        leg.attach(new Page(), connect(edge));
        edge.legs.getLast().heardNanos = () -> heardNanos;
        long laterNanos = heardNanos + Duration.ofSeconds(14).toNanos();
        assertFalse(leg.giveUp(laterNanos), "its socket says that it is there");
        assertTrue(camera.giveUp(laterNanos));
    }

    @Test
    void newMediaComeOnceASecondInTheLongRun() {
        long nowNanos = in(60);
        for (int i = 0; i < 5; i++) {
            assertTrue(leg.mayJoinAgain(nowNanos) && leg.mayOfferAgain(nowNanos));
        }
        assertFalse(leg.mayJoinAgain(nowNanos) || leg.mayOfferAgain(nowNanos));
        nowNanos += Duration.ofSeconds(1).toNanos();
        assertTrue(leg.mayJoinAgain(nowNanos) && leg.mayOfferAgain(nowNanos));
        assertFalse(leg.mayJoinAgain(nowNanos));
    }

    @Test
    void whoIsGivenUpCannotComeBack() throws Exception {
        Page page = new Page();
        Connection connection = connect(edge);
        assertTrue(leg.attach(page, connection));
        assertFalse(leg.giveUp(later()), "nothing is lost");
        leg.detach(page, System.nanoTime());
        assertFalse(leg.giveUp(System.nanoTime()), "there is time to come back");
        assertTrue(leg.giveUp(later()));
        assertNull(leg.connect(edge, "v=0"));
        assertEquals(1, edge.legs.size(), "no media for nobody");
        assertFalse(leg.attach(page, connection));
    }

    @Test
    void whoEndsWhileItConnectsKeepsNoMedia() throws Exception {
        BrowserEdge slow = new BrowserEdge() {
            @Override
            public BrowserMedia join(
                    RoomId room, BrowserId id, String offer, BrowserMode mode, Consumer<BrowserEvent> listener)
                    throws OfferRefusedException {
                leg.end(new Audience.Ending.Removed("Bea"));
                return edge.join(room, id, offer, mode, listener);
            }

            @Override
            public EdgeStats stats() {
                return edge.stats();
            }

            @Override
            public void close() {}
        };
        assertNull(leg.connect(slow, "v=0"));
        assertTrue(edge.legs.getFirst().closed);
        assertFalse(leg.attach(new Page(), new Connection("", 1)));
    }

    @Test
    void anOfferThatIsRefusedLeavesItAwayUntilABetterOne() throws Exception {
        leg.attach(new Page(), connect(edge));
        assertThrows(OfferRefusedException.class, () -> leg.connect(edge, "nonsense"));
        assertTrue(leg.entry(null).away());
        leg.connect(edge, "v=0");
        assertFalse(leg.entry(null).away());
        assertFalse(leg.giveUp(later()));
    }

    @Test
    void oneSocketAtATimeIsToldAndItsSlotsInOrder() throws Exception {
        Page first = new Page();
        Connection connection = connect(edge);
        leg.attach(first, connection);
        Consumer<BrowserEvent> media = edge.legs.getFirst().listener;
        media.accept(new BrowserEvent.Slots(List.of(), List.of()));
        assertEquals("slots 0", first.next());
        Page second = new Page();
        leg.attach(second, connection);
        assertEquals("superseded", first.next());
        assertEquals("slots 0", second.next());
        media.accept(new BrowserEvent.Slots(List.of(java.util.Optional.empty()), List.of()));
        assertEquals("slots 1", second.next());
        leg.detach(first, System.nanoTime());
        assertFalse(leg.entry(null).away(), "the first one no longer counts");
        assertTrue(first.told.isEmpty(), first.told::toString);
    }

    @Test
    void ofTwoWhoComeBackAtOnceOnlyTheOneWithTheMediaStays() throws Exception {
        for (boolean inOrder : List.of(true, false)) {
            BrowserLeg both = leg("page");
            Page overtaken = new Page();
            Page last = new Page();
            Connection first = Objects.requireNonNull(both.connect(edge, "v=0"));
            Connection second = Objects.requireNonNull(both.connect(edge, "v=0"));
            assertTrue(inOrder ? both.attach(overtaken, first) : both.attach(last, second));
            assertTrue(inOrder ? both.attach(last, second) : both.attach(overtaken, first));
            assertEquals("superseded", overtaken.next());
            assertSame(last, both.audience());
            assertTrue(both.hasMedia());
            assertFalse(both.entry(null).away());
        }
    }

    private Connection connect(BrowserEdge by) throws OfferRefusedException {
        return Objects.requireNonNull(leg.connect(by, "v=0"));
    }
}
