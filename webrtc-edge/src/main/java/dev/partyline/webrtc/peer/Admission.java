package dev.partyline.webrtc.peer;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.RoomId;
import dev.partyline.media.dtls.DtlsFingerprint;
import dev.partyline.media.dtls.DtlsIdentity;
import dev.partyline.media.room.NtpClock;
import dev.partyline.media.rtp.Rtcp;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMedia;
import dev.partyline.webrtc.EdgeFullException;
import dev.partyline.webrtc.OfferRefusedException;
import dev.partyline.webrtc.ice.IceCredentials;
import dev.partyline.webrtc.sdp.Answer;
import dev.partyline.webrtc.sdp.AnswerParts;
import dev.partyline.webrtc.sdp.Offer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Lets browsers in, as many as there are places, and answers their offers; what all of them share is here. */
public final class Admission implements AutoCloseable {
    private static final long LONGEST_OPENING_MILLIS = 2_000;

    private final DtlsIdentity identity;
    private final SecureRandom random;
    private final InstantSource clock;
    private final AdvertisedAddresses addresses;
    private final int places;
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean closed;

    public Admission(
            DtlsIdentity identity,
            SecureRandom random,
            InstantSource clock,
            AdvertisedAddresses addresses,
            int places) {
        this.identity = identity;
        this.random = random;
        this.clock = clock;
        this.addresses = addresses;
        this.places = places;
    }

    /** Opens a browser's media on its room's loop; returns when the loop waits for it, or refuses. */
    public BrowserMedia join(
            EdgeLoop loop, RoomId room, BrowserId id, Offer offer, BrowserMode mode, Consumer<BrowserEvent> listener)
            throws OfferRefusedException {
        Negotiation negotiation = new Negotiation(offer, random);
        Negotiation.Outcome outcome = negotiation.answer(offer);
        DtlsFingerprint expected = fingerprint(offer);
        IceCredentials own = IceCredentials.create(random);
        long sessionId = random.nextLong() >>> 2;
        String answer = answer(offer, outcome, own, sessionId, 1, loop);
        BrowserMode effective = negotiation.mixedOnly() ? BrowserMode.MIXED : mode;
        BrowserPeer.Settings settings = new BrowserPeer.Settings(
                room, id, own, identity, expected, outcome.agreement(), mode, effective, listener);
        BrowserPeer peer = open(loop, settings, takePlace());
        return new JoinedBrowser(this, loop, peer, negotiation, offer, own, sessionId, answer, effective);
    }

    /** One browser's; however often it is given back, it is one. */
    private final class Place {
        private final AtomicBoolean held = new AtomicBoolean(true);

        void giveBack() {
            if (held.getAndSet(false)) {
                taken.decrementAndGet();
            }
        }
    }

    private Place takePlace() {
        if (closed) {
            throw new EdgeFullException("the bridge is about to end");
        }
        if (taken.incrementAndGet() > places) {
            taken.decrementAndGet();
            throw new EdgeFullException("as many browsers are here as are allowed");
        }
        return new Place();
    }

    private BrowserPeer open(EdgeLoop loop, BrowserPeer.Settings settings, Place place) {
        CompletableFuture<BrowserPeer> opened = new CompletableFuture<>();
        boolean asked = loop.command(nowNanos -> {
            if (opened.isDone()) {
                // Whoever waited has gone.
                return;
            }
            try {
                BrowserPeer peer = loop.open(settings, place::giveBack, nowNanos);
                if (!opened.complete(peer)) {
                    peer.letGo();
                }
            } catch (Throwable fault) {
                opened.completeExceptionally(fault);
            }
        });
        if (!asked) {
            place.giveBack();
            throw new EdgeFullException("the bridge takes no more browsers");
        }
        try {
            return opened.get(LONGEST_OPENING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            place.giveBack();
            throw new IllegalStateException("the room could not take the browser", e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            // A loop that hangs keeps no places of those that do not.
            place.giveBack();
            if (!opened.completeExceptionally(e) && !opened.isCompletedExceptionally()) {
                opened.join().letGo();
            }
            throw new EdgeFullException("the bridge is too busy for one more browser");
        }
    }

    String answer(
            Offer offer, Negotiation.Outcome outcome, IceCredentials own, long sessionId, long version, EdgeLoop loop) {
        return Answer.of(
                offer,
                new AnswerParts(
                        sessionId,
                        version,
                        own,
                        identity.sha256Fingerprint(),
                        addresses.withPort(loop.port()),
                        outcome.sections()));
    }

    static DtlsFingerprint fingerprint(Offer offer) throws OfferRefusedException {
        try {
            return DtlsFingerprint.parse(offer.fingerprint());
        } catch (IllegalArgumentException e) {
            throw new OfferRefusedException("the offer's fingerprint cannot be used: " + e.getMessage());
        }
    }

    IceCredentials newCredentials() {
        return IceCredentials.create(random);
    }

    SecureRandom random() {
        return random;
    }

    /** The wall clock of sender reports. */
    NtpClock ntpClock() {
        return () -> {
            long millis = clock.millis();
            return Rtcp.ntpTimestamp(Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000);
        };
    }

    /** Nobody comes in any more. */
    @Override
    public void close() {
        closed = true;
    }
}
