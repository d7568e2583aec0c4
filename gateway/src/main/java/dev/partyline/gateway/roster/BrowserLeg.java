package dev.partyline.gateway.roster;

import dev.partyline.gateway.browser.BrowserEdge;
import dev.partyline.gateway.source.TokenBucket;
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
    /** The longest that others see somebody of whom nothing is heard, however late his loss was noticed. */
    static final Duration UNHEARD = Duration.ofSeconds(13);
    /** How long media may take to connect, or to connect anew, before it is away. */
    static final Duration CONNECTING = Duration.ofSeconds(10);

    private static final int MAX_EVENTS = 256;
    private static final double RENEWALS_A_SECOND = 1;
    private static final int RENEWAL_BURST = 5;

    private final BrowserIdentity identity;
    private final Mailbox events;
    private @Nullable BrowserMedia media;
    private @Nullable Audience audience;
    private BrowserEvent.@Nullable Slots slots;
    private BrowserMode mode;
    private List<BrowserId> pins = List.of();
    private int generation;
    /** The media that were lost last, maybe before their answer came back from the edge. */
    private int lostGeneration;

    private boolean muted;
    private boolean mutedByOther;
    private boolean camera;
    private boolean handRaised;
    private boolean ended;
    /** When it is given up; null while nothing is lost. */
    private @Nullable Long awayDeadlineNanos;
    /** When its media were last seen connected, or when it came. */
    private long connectedNanos = System.nanoTime();

    private final TokenBucket joins = new TokenBucket(RENEWALS_A_SECOND, RENEWAL_BURST, connectedNanos);
    private final TokenBucket offers = new TokenBucket(RENEWALS_A_SECOND, RENEWAL_BURST, connectedNanos);

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

    /** Whether it may join once more already. */
    public synchronized boolean mayJoinAgain(long nowNanos) {
        return joins.take(nowNanos);
    }

    /** Whether it may offer once more already. */
    public synchronized boolean mayOfferAgain(long nowNanos) {
        return offers.take(nowNanos);
    }

    /**
     * An offer that was answered.
     *
     * @param generation of the media that the answer is for
     */
    public record Connection(String answer, int generation) {}

    /**
     * New media for this offer, in the place of those it had. Where there come none, it is away.
     *
     * @return null where it is no longer in the channel
     */
    public @Nullable Connection connect(BrowserEdge edge, String offer) throws OfferRefusedException {
        BrowserMedia before;
        int mine;
        BrowserMode wanted;
        synchronized (this) {
            if (ended) {
                return null;
            }
            before = media;
            media = null;
            slots = null;
            mine = ++generation;
            wanted = mode;
        }
        if (before != null) {
            before.close();
        }
        BrowserMedia fresh = null;
        try {
            fresh = edge.join(
                    identity.room(), identity.id(), offer, wanted, event -> events.post(() -> heard(mine, event)));
        } finally {
            if (fresh == null) {
                lostBefore(mine);
            }
        }
        if (!take(fresh, mine)) {
            fresh.close();
            return isEnded() ? null : new Connection(fresh.answer(), mine);
        }
        return new Connection(fresh.answer(), mine);
    }

    private synchronized void lostBefore(int of) {
        if (of == generation) {
            awayFor(AWAY.toNanos());
        }
    }

    /** False where it ended meanwhile, where others came after these, or where these are lost already. */
    private synchronized boolean take(BrowserMedia fresh, int of) {
        if (ended || of != generation || of == lostGeneration) {
            return false;
        }
        media = fresh;
        fresh.mute(muted);
        fresh.pin(pins);
        awayDeadlineNanos = null;
        return true;
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
                    lostGeneration = of;
                    awayFor(AWAY.toNanos());
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

    /**
     * Whoever connected it signals for it from now on, and whoever did before is told so. Of two who come at once it is
     * the one whose media are kept, in whichever order they get here: the other is told at once.
     *
     * @return false where it ended meanwhile
     */
    public boolean attach(Audience now, Connection by) {
        Audience before;
        boolean overtaken;
        synchronized (this) {
            if (ended) {
                return false;
            }
            overtaken = by.generation() != generation;
            before = audience;
            if (!overtaken) {
                audience = now;
                if (media != null) {
                    awayDeadlineNanos = null;
                }
            }
        }
        if (overtaken) {
            now.superseded();
            return true;
        }
        if (before != null && !before.equals(now)) {
            before.superseded();
        }
        // In its turn, so that no later slots are told before these.
        events.post(() -> tellSlots(now));
        return true;
    }

    private void tellSlots(Audience to) {
        BrowserEvent.Slots now;
        synchronized (this) {
            now = to.equals(audience) ? slots : null;
        }
        if (now != null) {
            to.slots(now);
        }
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

    /**
     * The signalling is lost; media go on for a while.
     *
     * @param heardNanos when the last word came by it
     */
    public synchronized void detach(Audience lost, long heardNanos) {
        if (lost.equals(audience)) {
            audience = null;
            long unheardNanos = System.nanoTime() - heardNanos;
            awayFor(Math.min(AWAY.toNanos(), UNHEARD.toNanos() - unheardNanos));
        }
    }

    private void awayFor(long longestNanos) {
        if (awayDeadlineNanos == null) {
            awayDeadlineNanos = System.nanoTime() + longestNanos;
        }
    }

    /** Whether it stayed away too long; from then on it can no longer come back. */
    boolean giveUp(long nowNanos) {
        BrowserMediaStats stats = stats();
        synchronized (this) {
            if (stats != null && stats.connected()) {
                connectedNanos = nowNanos;
            }
            ended |= (awayDeadlineNanos != null && nowNanos - awayDeadlineNanos >= 0)
                    || (stats != null && !identity.hasSocket() && nowNanos - stats.heardNanos() >= UNHEARD.toNanos());
            return ended;
        }
    }

    private synchronized boolean isEnded() {
        return ended;
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

    /** Asks to speak, or does no more. False where it is no longer in the channel. */
    public synchronized boolean raiseHand(boolean raised) {
        handRaised = raised;
        return !ended;
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
        return entry(stats, System.nanoTime());
    }

    RosterEntry entry(@Nullable BrowserMediaStats stats, long nowNanos) {
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
                    awayDeadlineNanos != null || nowNanos - connectedNanos >= CONNECTING.toNanos(),
                    handRaised);
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
