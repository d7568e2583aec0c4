package dev.partyline.gateway;

import dev.partyline.gateway.browser.BrowserEdge;
import dev.partyline.media.BrowserMode;
import dev.partyline.media.RoomId;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMedia;
import dev.partyline.webrtc.BrowserMediaStats;
import dev.partyline.webrtc.EdgeStats;
import dev.partyline.webrtc.OfferRefusedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.springframework.context.annotation.Primary;

/** An edge whose browsers a test moves by hand, where signalling is looked at and no packet is needed. */
@Primary
public final class ScriptedBrowserEdge implements BrowserEdge {
    public final List<Leg> legs = new CopyOnWriteArrayList<>();

    public static final class Leg implements BrowserMedia {
        public final RoomId room;
        public final BrowserId id;
        private volatile BrowserMode mode;
        public final Consumer<BrowserEvent> listener;
        public final List<String> done = new CopyOnWriteArrayList<>();
        public volatile boolean speaking;
        public volatile boolean connected = true;
        public volatile boolean broken;
        public volatile LongSupplier heardNanos = System::nanoTime;
        public volatile boolean closed;
        private final String offer;
        private final int csrc;

        Leg(RoomId room, BrowserId id, String offer, BrowserMode mode, Consumer<BrowserEvent> listener, int csrc) {
            this.room = room;
            this.id = id;
            this.offer = offer;
            this.mode = mode;
            this.listener = listener;
            this.csrc = csrc;
        }

        @Override
        public String answer() {
            return "answer to " + offer;
        }

        @Override
        public String renegotiate(String later) throws OfferRefusedException {
            refuse(later);
            done.add("renegotiate");
            return "v=0\r\na=ice-ufrag:new0\r\na=ice-pwd:a-new-password-of-24-char\r\nanswer to " + later;
        }

        @Override
        public void candidate(String candidate) {
            done.add("candidate " + candidate);
        }

        @Override
        public BrowserMode mode() {
            return mode;
        }

        @Override
        public void mode(BrowserMode now) {
            mode = now;
            done.add("mode " + now);
        }

        @Override
        public void mute(boolean muted) {
            done.add(muted ? "mute" : "unmute");
        }

        @Override
        public void pin(List<BrowserId> browsers) {
            done.add("pin " + browsers.stream().map(BrowserId::value).toList());
        }

        @Override
        public BrowserMediaStats stats() {
            if (broken) {
                throw new StackOverflowError("as a fault that is no RuntimeException");
            }
            return new BrowserMediaStats(csrc, connected, -23, speaking, false, 100, 1, 200, 0, heardNanos.getAsLong());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static void refuse(String offer) throws OfferRefusedException {
        if (offer.contains("nonsense")) {
            throw new OfferRefusedException("the offer has no audio");
        }
    }

    @Override
    public BrowserMedia join(RoomId room, BrowserId id, String offer, BrowserMode mode, Consumer<BrowserEvent> listener)
            throws OfferRefusedException {
        refuse(offer);
        Leg leg = new Leg(room, id, offer, mode, listener, -1 - legs.size());
        legs.add(leg);
        return leg;
    }

    /** The media that this browser has now. */
    public Leg leg(String id) {
        return legs.stream()
                .filter(leg -> leg.id.value().equals(id) && !leg.closed)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public EdgeStats stats() {
        return new EdgeStats(
                (int) legs.stream().filter(leg -> !leg.closed).count(), 10, 20, 3, 4, 2, 5, Map.of("stun", 6L));
    }

    @Override
    public void close() {}
}
