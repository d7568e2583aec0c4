package dev.partyline.webrtc;

import dev.partyline.media.BrowserMode;
import java.util.List;

/**
 * A browser's media, seen from its signalling. Every method returns at once, from any thread, and has no effect after
 * {@link #close}.
 */
public interface BrowserMedia extends AutoCloseable {
    /** The answer to the offer that was joined with. */
    String answer();

    /**
     * A later offer of the same PeerConnection: an ICE restart, or directions that changed. Keeps DTLS, SRTP and the
     * room.
     *
     * @return its answer
     * @throws OfferRefusedException where it is no offer, or asks for what cannot be changed
     */
    String renegotiate(String offer) throws OfferRefusedException;

    /** A remote candidate by trickle (RFC 8840); a lite agent needs none, so it is checked and that is all. */
    void candidate(String candidate);

    /** How it takes part from now on; a browser with one place for sound can only be given the mix. */
    void mode(BrowserMode mode);

    /** How it takes part now. */
    BrowserMode mode();

    /** Whether its voice is kept from everybody, forwarded and mixed. */
    void mute(boolean muted);

    /** Whose video comes first for this browser, in this order; at most nine. */
    void pin(List<BrowserId> browsers);

    BrowserMediaStats stats();

    /** Leaves the room. */
    @Override
    void close();
}
