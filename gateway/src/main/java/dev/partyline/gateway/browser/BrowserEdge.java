package dev.partyline.gateway.browser;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.RoomId;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMedia;
import dev.partyline.webrtc.EdgeStats;
import dev.partyline.webrtc.OfferRefusedException;
import java.util.function.Consumer;

/** The running bridge's side for browsers, as signalling and metrics see it. */
public interface BrowserEdge extends AutoCloseable {
    /**
     * Answers a browser's offer and takes it into a room once its media is there.
     *
     * @param listener is told on a media loop; it never blocks
     * @throws dev.partyline.webrtc.EdgeFullException where there is no place for one more
     */
    BrowserMedia join(RoomId room, BrowserId id, String offer, BrowserMode mode, Consumer<BrowserEvent> listener)
            throws OfferRefusedException;

    EdgeStats stats();

    @Override
    void close();
}
