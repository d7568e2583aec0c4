package dev.partyline.webrtc;

import dev.partyline.media.BrowserLoop;
import dev.partyline.media.BrowserMode;
import dev.partyline.media.BrowserTraffic;
import dev.partyline.media.MediaBridge;
import dev.partyline.media.RoomId;
import dev.partyline.media.dtls.DtlsIdentity;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.webrtc.ice.CheckRefusal;
import dev.partyline.webrtc.ice.IceLite;
import dev.partyline.webrtc.peer.Admission;
import dev.partyline.webrtc.peer.AdvertisedAddresses;
import dev.partyline.webrtc.peer.EdgeLoop;
import dev.partyline.webrtc.sdp.Offer;
import dev.partyline.webrtc.sfu.EdgeCounters.Counter;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The browsers' side of the bridge as one thing to start, to ask and to close. */
public final class WebRtcEdge implements AutoCloseable {
    private static final List<Counter> DROPS = List.of(
            Counter.DROPPED_STRANGER,
            Counter.DROPPED_UNKNOWN,
            Counter.DROPPED_EARLY,
            Counter.MEDIA_OVER_BUDGET,
            Counter.DTLS_OVER_BUDGET,
            Counter.RTP_UNSENT);

    private static final long LONGEST_WARM_UP_SECONDS = 30;

    private final MediaBridge media;
    private final Admission admission;
    private final List<EdgeLoop> loops = new ArrayList<>();
    /** Beside the rest of the start: it may take a second, and nobody needs it before the first offer. */
    private final CompletableFuture<Void> warm = CompletableFuture.runAsync(
            IceLite::warmUp,
            task -> Thread.ofPlatform().name("ice-warm-up").daemon().start(task));

    private WebRtcEdge(EdgeSettings settings, MediaBridge media, InstantSource clock) {
        this.media = media;
        SecureRandom random = new SecureRandom();
        DtlsIdentity identity = DtlsIdentity.create(random, clock.instant());
        admission = new Admission(identity, random, clock, AdvertisedAddresses.of(settings), settings.maxBrowsers());
    }

    /**
     * Binds the loops' browser ports and serves what comes there. The media bridge stays the caller's, and is closed
     * after this.
     *
     * @throws IOException where a port can't be had; the message names it
     */
    public static WebRtcEdge start(EdgeSettings settings, MediaBridge media, InstantSource clock) throws IOException {
        WebRtcEdge edge = new WebRtcEdge(settings, media, clock);
        media.openBrowserPorts(settings.bindAddress(), settings.firstPort(), edge::serve);
        return edge;
    }

    private BrowserTraffic serve(BrowserLoop loop) {
        EdgeLoop served = new EdgeLoop(loop, admission);
        loops.add(served);
        return served;
    }

    /**
     * Answers a browser's offer and takes it into a room once its media is there.
     *
     * @param listener is told on a media loop; it never blocks
     * @throws OfferRefusedException where the offer cannot be answered
     * @throws EdgeFullException where there is no place for one more
     */
    public BrowserMedia join(RoomId room, BrowserId id, String offer, BrowserMode mode, Consumer<BrowserEvent> listener)
            throws OfferRefusedException {
        Offer parsed = Offer.parse(offer);
        awaitWarm();
        BrowserLoop loop = media.browserLoop(room);
        for (EdgeLoop served : loops) {
            if (served.serves(loop)) {
                return admission.join(served, room, id, parsed, mode, listener);
            }
        }
        throw new IllegalStateException("no loop serves browsers");
    }

    private void awaitWarm() {
        try {
            warm.get(LONGEST_WARM_UP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("no browser's checks can be answered", e.getCause());
        } catch (TimeoutException e) {
            throw new EdgeFullException("the bridge is still starting");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeFullException("the bridge is about to end");
        }
    }

    public EdgeStats stats() {
        Map<String, Long> drops = new HashMap<>();
        for (Counter reason : DROPS) {
            drops.put(reason.name().toLowerCase(Locale.ROOT), sum(reason));
        }
        for (DropReason reason : DropReason.values()) {
            long dropped = loops.stream()
                    .mapToLong(loop -> loop.counters().value(reason))
                    .sum();
            drops.put(reason.name().toLowerCase(Locale.ROOT), dropped);
        }
        for (CheckRefusal reason : CheckRefusal.values()) {
            long refused = loops.stream()
                    .mapToLong(loop -> loop.refusals().value(reason))
                    .sum();
            drops.put("check_" + reason.name().toLowerCase(Locale.ROOT), refused);
        }
        drops.merge(
                DropReason.OVERSIZED.name().toLowerCase(Locale.ROOT),
                loops.stream().mapToLong(EdgeLoop::oversized).sum(),
                Long::sum);
        return new EdgeStats(
                (int) sum(Counter.BROWSERS),
                sum(Counter.RTP_RECEIVED),
                sum(Counter.RTP_SENT),
                sum(Counter.PLI_SENT),
                sum(Counter.NACKS_RECEIVED),
                sum(Counter.NACKS_SENT),
                sum(Counter.RESENT),
                Map.copyOf(drops));
    }

    private long sum(Counter counter) {
        return loops.stream().mapToLong(loop -> loop.counters().value(counter)).sum();
    }

    /** Says goodbye to all browsers, in bounded time, and takes no more. */
    @Override
    public void close() {
        admission.close();
        loops.forEach(EdgeLoop::sendAllAway);
        loops.forEach(EdgeLoop::awaitEmpty);
    }
}
