package dev.partyline.webrtc;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.MediaBridge;
import dev.partyline.media.RoomId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The browsers' side of the bridge as one thing to start, to ask and to close. */
public final class WebRtcEdge implements AutoCloseable {
    private WebRtcEdge() {}

    public static WebRtcEdge start(EdgeSettings settings, MediaBridge media, InstantSource clock) {
        return new WebRtcEdge();
    }

    public BrowserMedia join(RoomId room, BrowserId id, String offer, BrowserMode mode, Consumer<BrowserEvent> listener)
            throws OfferRefusedException {
        return Optional.<BrowserMedia>empty()
                .orElseThrow(() -> new OfferRefusedException("this build has no media for browsers"));
    }

    public EdgeStats stats() {
        return new EdgeStats(0, 0, 0, 0, 0, 0, Map.of());
    }

    @Override
    public void close() {}
}
