package dev.partyline.gateway.browser;

import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.WrongSettingException;
import dev.partyline.media.BrowserMode;
import dev.partyline.media.MediaBridge;
import dev.partyline.media.RoomId;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMedia;
import dev.partyline.webrtc.EdgeSettings;
import dev.partyline.webrtc.EdgeStats;
import dev.partyline.webrtc.OfferRefusedException;
import dev.partyline.webrtc.WebRtcEdge;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The edge over a media bridge that somebody else closes. */
record RunningEdge(WebRtcEdge edge) implements BrowserEdge {
    static RunningEdge start(GatewayProperties properties, MediaBridge bridge) {
        GatewayProperties.Media media = properties.media();
        try {
            return new RunningEdge(WebRtcEdge.start(
                    new EdgeSettings(
                            media.browserAddress(),
                            media.browserPort(),
                            media.advertisedAddresses(),
                            properties.maxBrowsers()),
                    bridge,
                    InstantSource.system()));
        } catch (IOException e) {
            int last = media.browserPort() + media.loops() - 1;
            throw new WrongSettingException(
                    "partyline.media.browser-port",
                    "browsers' UDP ports " + media.browserPort() + "-" + last + " on "
                            + media.browserAddress().getHostAddress()
                            + " can't be bound; write the first of " + media.loops() + " free ports");
        }
    }

    @Override
    public BrowserMedia join(RoomId room, BrowserId id, String offer, BrowserMode mode, Consumer<BrowserEvent> listener)
            throws OfferRefusedException {
        return edge.join(room, id, offer, mode, listener);
    }

    @Override
    public EdgeStats stats() {
        return edge.stats();
    }

    @Override
    public void close() {
        edge.close();
    }
}
