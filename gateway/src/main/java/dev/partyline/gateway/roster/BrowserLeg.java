package dev.partyline.gateway.roster;

import dev.partyline.gateway.browser.BrowserEdge;
import dev.partyline.media.BrowserMode;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMedia;
import dev.partyline.webrtc.BrowserMediaStats;
import dev.partyline.webrtc.OfferRefusedException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A browser in a channel: who it is, its media of now, and whoever signals for it. Both may be lost and come back while
 * it stays the same participant. Safe from any thread; nobody is told anything while its lock is held.
 */
public final class BrowserLeg {
    /** How long others wait for somebody who was lost. */
    public static final Duration AWAY = Duration.ofSeconds(10);

    private static final int MAX_EVENTS = 256;

    private final BrowserIdentity identity;
    private final Mailbox events;
    private @Nullable BrowserMedia media;
    private @Nullable Audience audience;
    private BrowserEvent.@Nullable Slots slots;
    private BrowserMode mode;
    private List<BrowserId> pins = List.of();
    private int generation;
    private boolean muted;
    private boolean mutedByOther;
    private boolean camera;
    private boolean ended;
    /** When it is given up; null while nothing is lost. */
    private @Nullable Long awayDeadlineNanos;

    public BrowserLeg(BrowserIdentity identity, BrowserMode mode, boolean muted, boolean camera) {
        this.identity = identity;
        this.mode = mode;
        this.muted = muted;
        this.camera = camera;
        events = new Mailbox("browser-" + identity.id().value(), MAX_EVENTS);
    }

    public BrowserIdentity identity() {
        return identity;
    }

    /**
     * New media for this offer, in the place of those it had.
     *
     * @return the answer
     */
    public String connect(BrowserEdge edge, String offer) throws OfferRefusedException {
        BrowserMedia before;
        int mine;
        BrowserMode wanted;
        synchronized (this) {
            before = media;
            media = null;
            slots = null;
            mine = ++generation;
            wanted = mode;
        }
        if (before != null) {
            before.close();
        }
        BrowserMedia fresh = edge.join(
                identity.room(), identity.id(), offer, wanted, event -> events.post(() -> heard(mine, event)));
        boolean stale;
        synchronized (this) {
            stale = ended || mine != generation;
            if (!stale) {
                media = fresh;
                fresh.mute(muted);
                fresh.pin(pins);
                awayDeadlineNanos = null;
            }
        }
        if (stale) {
            fresh.close();
        }
        return fresh.answer();
    }

    /** A later offer of the same PeerConnection; null where there are no media to change. */
    public @Nullable String renegotiate(String offer) throws OfferRefusedException {
        BrowserMedia now = media();
        return now == null ? null : now.renegotiate(offer);
    }

    /** A candidate by trickle. */
    public void candidate(String candidate) {
        BrowserMedia now = media();
        if (now != null) {
            now.candidate(candidate);
        }
    }

    private void heard(int of, BrowserEvent event) {
        Audience told;
        synchronized (this) {
            if (ended || of != generation) {
                return;
            }
            told = audience;
            switch (event) {
                case BrowserEvent.Connected _ -> {}
                case BrowserEvent.Slots now -> slots = now;
                case BrowserEvent.Failed _, BrowserEvent.Gone _ -> {
                    media = null;
                    slots = null;
                    awayFrom(System.nanoTime());
                }
            }
        }
        if (told == null) {
            return;
        }
        switch (event) {
            case BrowserEvent.Connected _ -> {}
            case BrowserEvent.Slots now -> told.slots(now);
            case BrowserEvent.Failed(String reason) -> told.mediaFailed(reason);
            case BrowserEvent.Gone _ -> told.mediaFailed("the browser closed its media or stopped answering");
        }
    }

    /** Somebody signals for it from now on; returns who did before. */
    public synchronized @Nullable Audience attach(Audience now) {
        Audience before = audience;
        audience = now;
        if (media != null) {
            awayDeadlineNanos = null;
        }
        return before;
    }

    /** Its own state as it comes back: what a host muted stays muted. */
    public synchronized void comesBack(BrowserMode itsMode, boolean itsMuted, boolean itsCamera) {
        mode = itsMode;
        camera = itsCamera;
        if (!mutedByOther) {
            muted = itsMuted;
        }
    }

    public boolean hasMedia() {
        return media() != null;
    }

    /** The signalling is lost; media go on for a while. */
    public synchronized void detach(Audience lost) {
        if (lost.equals(audience)) {
            audience = null;
            awayFrom(System.nanoTime());
        }
    }

    private void awayFrom(long nowNanos) {
        if (awayDeadlineNanos == null) {
            awayDeadlineNanos = nowNanos + AWAY.toNanos();
        }
    }

    synchronized boolean isGivenUp(long nowNanos) {
        return awayDeadlineNanos != null && nowNanos - awayDeadlineNanos >= 0;
    }

    /** Its own wish. */
    public synchronized void mute(boolean now) {
        muted = now;
        mutedByOther = false;
        if (media != null) {
            media.mute(now);
        }
    }

    /** Somebody else's wish. False where it muted itself: nobody opens another's microphone. */
    boolean muteBy(boolean now, String by) {
        Audience told;
        synchronized (this) {
            if (!now && muted && !mutedByOther) {
                return false;
            }
            if (muted == now) {
                return true;
            }
            muted = now;
            mutedByOther = now;
            if (media != null) {
                media.mute(now);
            }
            told = audience;
        }
        if (told != null) {
            told.muted(now, by);
        }
        return true;
    }

    public synchronized void camera(boolean on) {
        camera = on;
    }

    public synchronized void mode(BrowserMode now) {
        mode = now;
        if (media != null) {
            media.mode(now);
        }
    }

    public synchronized void pin(List<BrowserId> browsers) {
        pins = List.copyOf(browsers);
        if (media != null) {
            media.pin(pins);
        }
    }

    /** As it is: a browser with one place for audio is mixed, whatever it asks for. */
    public synchronized BrowserMode mode() {
        return media == null ? mode : media.mode();
    }

    public synchronized boolean muted() {
        return muted;
    }

    /** Who is in which receive slot; null while nobody said. */
    public synchronized BrowserEvent.@Nullable Slots slots() {
        return slots;
    }

    private synchronized @Nullable BrowserMedia media() {
        return media;
    }

    public synchronized @Nullable Audience audience() {
        return audience;
    }

    public @Nullable BrowserMediaStats stats() {
        BrowserMedia now = media();
        return now == null ? null : now.stats();
    }

    public RosterEntry entry(@Nullable BrowserMediaStats stats) {
        synchronized (this) {
            return new RosterEntry(
                    identity.id().value(),
                    identity.name(),
                    RosterEntry.Kind.BROWSER,
                    identity.role(),
                    muted,
                    false,
                    camera,
                    stats == null ? 0 : stats.csrc(),
                    awayDeadlineNanos != null);
        }
    }

    /** Once, by whoever took it out of the list. */
    void end(Audience.Ending ending) {
        BrowserMedia last;
        Audience told;
        synchronized (this) {
            ended = true;
            last = media;
            media = null;
            told = audience;
            audience = null;
        }
        if (last != null) {
            last.close();
        }
        if (told != null) {
            told.ended(ending);
        }
    }
}
