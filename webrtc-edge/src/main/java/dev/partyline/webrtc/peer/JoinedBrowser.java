package dev.partyline.webrtc.peer;

import dev.partyline.media.BrowserMode;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMedia;
import dev.partyline.webrtc.BrowserMediaStats;
import dev.partyline.webrtc.OfferRefusedException;
import dev.partyline.webrtc.ice.IceCredentials;
import dev.partyline.webrtc.sdp.Offer;
import java.util.List;

/** A browser's owner's end: turns calls from any thread into commands to the browser's loop. */
final class JoinedBrowser implements BrowserMedia {
    private static final int MOST_PINNED = 9;
    private static final int LONGEST_CANDIDATE = 1024;

    private final Admission admission;
    private final EdgeLoop loop;
    private final BrowserPeer peer;
    private final Negotiation negotiation;
    private final long sessionId;
    private Offer offer;
    private IceCredentials own;
    private long version = 1;
    private volatile String answer;
    private volatile BrowserMode mode;

    JoinedBrowser(
            Admission admission,
            EdgeLoop loop,
            BrowserPeer peer,
            Negotiation negotiation,
            Offer offer,
            IceCredentials own,
            long sessionId,
            String answer,
            BrowserMode mode) {
        this.admission = admission;
        this.loop = loop;
        this.peer = peer;
        this.negotiation = negotiation;
        this.offer = offer;
        this.own = own;
        this.sessionId = sessionId;
        this.answer = answer;
        this.mode = mode;
    }

    @Override
    public String answer() {
        return answer;
    }

    @Override
    public synchronized String renegotiate(String text) throws OfferRefusedException {
        Offer next = Offer.parse(text);
        if (!next.fingerprint().equalsIgnoreCase(offer.fingerprint())) {
            throw new OfferRefusedException("another fingerprint is another PeerConnection: join with it");
        }
        Negotiation.Outcome outcome = negotiation.answer(next);
        // RFC 8445 section 9: new credentials are a restart.
        boolean restart = !next.ice().equals(offer.ice());
        IceCredentials credentials = restart ? admission.newCredentials() : own;
        String answered = admission.answer(next, outcome, credentials, sessionId, version + 1, loop);
        boolean asked = loop.command(nowNanos -> {
            if (restart) {
                peer.restartIce(credentials, nowNanos);
            }
            peer.agree(outcome.agreement());
        });
        if (!asked) {
            throw new OfferRefusedException("the bridge is too busy, or about to end");
        }
        offer = next;
        own = credentials;
        version++;
        answer = answered;
        return answered;
    }

    @Override
    public void candidate(String candidate) {
        if (candidate.length() > LONGEST_CANDIDATE) {
            throw new IllegalArgumentException("a candidate has at most " + LONGEST_CANDIDATE + " characters");
        }
    }

    @Override
    public void mode(BrowserMode wanted) {
        mode = negotiation.mixedOnly() ? BrowserMode.MIXED : wanted;
        BrowserMode effective = mode;
        loop.command(nowNanos -> peer.mode(wanted, effective));
    }

    @Override
    public BrowserMode mode() {
        return mode;
    }

    /** Not a command either: the roster says already that it is so. */
    @Override
    public void mute(boolean muted) {
        peer.mute(muted);
    }

    @Override
    public void pin(List<BrowserId> browsers) {
        List<BrowserId> pinned = List.copyOf(browsers);
        if (pinned.size() > MOST_PINNED) {
            throw new IllegalArgumentException("at most nine are pinned");
        }
        loop.command(nowNanos -> peer.pin(pinned));
    }

    @Override
    public BrowserMediaStats stats() {
        return peer.stats();
    }

    /** Not a command, so that no queue can be too full for it. */
    @Override
    public void close() {
        peer.letGo();
    }
}
