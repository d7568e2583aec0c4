package dev.partyline.webrtc.peer;

import dev.partyline.media.BrowserLoop;
import dev.partyline.media.BrowserTraffic;
import dev.partyline.media.RoomId;
import dev.partyline.webrtc.ice.CheckRefusals;
import dev.partyline.webrtc.ice.IceLite;
import dev.partyline.webrtc.sfu.EdgeCounters;
import dev.partyline.webrtc.sfu.EdgeCounters.Counter;
import dev.partyline.webrtc.sfu.ForwardingLoop;
import dev.partyline.webrtc.sfu.ForwardingRoom;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The browsers of one media loop. A datagram is told by its first byte (RFC 7983) and belongs to whom its source
 * address was validated for; only STUN may come from elsewhere, and is known by the ufrag in it. Everything else is
 * dropped and counted, and answered by nothing.
 */
public final class EdgeLoop implements BrowserTraffic {
    private static final int STUN_LAST = 3;
    private static final int DTLS_FIRST = 20;
    private static final int DTLS_LAST = 63;
    private static final int RTP_FIRST = 128;
    private static final int RTP_LAST = 191;
    private static final int LONGEST_RESPONSE = 512;
    private static final long LONGEST_GOODBYE_MILLIS = 1_000;
    // So long the handshakes' threads have for their last word.
    private static final int GOODBYE_TICKS = 5;

    private final BrowserLoop loop;
    private final EdgeCounters counters = new EdgeCounters();
    private final CheckRefusals refusals = new CheckRefusals();
    private final ForwardingLoop forwarding;
    private final Map<String, BrowserPeer> byUfrag = new HashMap<>();
    private final Map<InetSocketAddress, BrowserPeer> byAddress = new HashMap<>();
    private final Map<RoomId, ForwardingRoom> byRoom = new HashMap<>();
    private final List<ForwardingRoom> rooms = new ArrayList<>();
    private final List<BrowserPeer> peers = new ArrayList<>();
    private final ByteBuffer response = ByteBuffer.allocate(LONGEST_RESPONSE);
    private final CountDownLatch emptied = new CountDownLatch(1);
    private int goodbyeTicks;

    public EdgeLoop(BrowserLoop loop, Admission admission) {
        this.loop = loop;
        forwarding = new ForwardingLoop(
                counters,
                admission.ntpClock(),
                new SplittableRandom(admission.random().nextLong()));
    }

    public boolean serves(BrowserLoop other) {
        return loop.equals(other);
    }

    public EdgeCounters counters() {
        return counters;
    }

    public CheckRefusals refusals() {
        return refusals;
    }

    int port() {
        return loop.localAddress().getPort();
    }

    /** Datagrams that were longer than any browser's, and reached nobody. */
    public long oversized() {
        return loop.oversized();
    }

    boolean command(LongConsumer command) {
        return loop.command(command);
    }

    BrowserPeer open(BrowserPeer.Settings settings, Runnable gone, long nowNanos) {
        BrowserPeer peer = new BrowserPeer(this, loop, counters, settings, gone, nowNanos);
        peers.add(peer);
        counters.set(Counter.BROWSERS, peers.size());
        return peer;
    }

    void know(String ufrag, BrowserPeer peer) {
        byUfrag.put(ufrag, peer);
    }

    void forget(String ufrag) {
        byUfrag.remove(ufrag);
    }

    /** Not while it is held by another browser: it moves on when that one has left, or was silent there for 30 s. */
    boolean mayTake(InetSocketAddress address, BrowserPeer peer, long nowNanos) {
        BrowserPeer owner = byAddress.get(address);
        return owner == null || owner.equals(peer) || !owner.holds(address, nowNanos);
    }

    /** From now on what comes from this address is this browser's; at most 16 a browser. */
    void validated(InetSocketAddress address, BrowserPeer peer) {
        byAddress.put(address, peer);
    }

    void forget(InetSocketAddress address, BrowserPeer peer) {
        byAddress.remove(address, peer);
    }

    ForwardingRoom room(RoomId id) {
        return byRoom.computeIfAbsent(id, name -> {
            ForwardingRoom room = new ForwardingRoom(forwarding);
            rooms.add(room);
            return room;
        });
    }

    void leaveEmpty(RoomId id, ForwardingRoom room) {
        if (room.isEmpty()) {
            byRoom.remove(id, room);
            rooms.remove(room);
        }
    }

    @Override
    public void received(ByteBuffer datagram, InetSocketAddress from, long nowNanos) {
        int first = datagram.hasRemaining() ? datagram.get(datagram.position()) & 0xff : -1;
        if (first >= 0 && first <= STUN_LAST) {
            receivedStun(datagram, from, nowNanos);
            return;
        }
        BrowserPeer peer = byAddress.get(from);
        if (peer == null) {
            counters.count(Counter.DROPPED_STRANGER);
        } else if (first >= RTP_FIRST && first <= RTP_LAST) {
            peer.receivedMedia(datagram, nowNanos);
        } else if (first >= DTLS_FIRST && first <= DTLS_LAST) {
            peer.receivedDtls(datagram, nowNanos);
        } else {
            counters.count(Counter.DROPPED_UNKNOWN);
        }
    }

    private void receivedStun(ByteBuffer datagram, InetSocketAddress from, long nowNanos) {
        counters.count(Counter.STUN_RECEIVED);
        String ufrag = IceLite.ownUfragOf(datagram);
        BrowserPeer peer = ufrag == null ? null : byUfrag.get(ufrag);
        if (peer == null) {
            counters.count(Counter.DROPPED_STRANGER);
            return;
        }
        response.clear();
        int length = peer.receivedStun(datagram, from, nowNanos, response);
        if (length > 0) {
            response.position(0).limit(length);
            loop.send(response, from);
            counters.count(Counter.STUN_ANSWERED);
        }
    }

    @Override
    public void tick(long nowNanos) {
        Throwable fault = null;
        // Backwards, for one that ends takes itself out.
        for (int i = peers.size() - 1; i >= 0; i--) {
            BrowserPeer peer = peers.get(i);
            try {
                peer.tick(nowNanos);
            } catch (Throwable broken) {
                fault = broken;
                end(peer);
            }
        }
        for (int i = 0; i < rooms.size(); i++) {
            try {
                rooms.get(i).tick(nowNanos);
            } catch (Throwable broken) {
                fault = broken;
            }
        }
        if (goodbyeTicks > 0 && --goodbyeTicks == 0) {
            emptied.countDown();
        }
        if (fault != null) {
            throw new IllegalStateException("a browser's media broke", fault);
        }
    }

    private void end(BrowserPeer peer) {
        try {
            peer.broke();
        } catch (Throwable another) {
            // It is out all the same; the first fault is the one to tell.
            counters.count(Counter.LEAVE_FAULTS);
        }
    }

    void gone(BrowserPeer peer) {
        peers.remove(peer);
        counters.set(Counter.BROWSERS, peers.size());
    }

    /** Begins to close all that is open; from any thread. */
    public void sendAllAway() {
        boolean asked = loop.command(nowNanos -> {
            goodbyeTicks = peers.isEmpty() ? 1 : GOODBYE_TICKS;
            endAll(nowNanos);
        });
        if (!asked) {
            emptied.countDown();
        }
    }

    /** Waits for what {@link #sendAllAway} began, a second at most; the loop's own end closes what is left. */
    public boolean awaitEmpty() {
        try {
            return emptied.await(LONGEST_GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void endAll(long nowNanos) {
        for (int i = peers.size() - 1; i >= 0; i--) {
            BrowserPeer peer = peers.get(i);
            try {
                peer.leave(nowNanos);
            } catch (Throwable fault) {
                // It is out all the same, and the others are to follow.
                counters.count(Counter.LEAVE_FAULTS);
            }
        }
    }

    @Override
    public void close(long nowNanos) {
        endAll(nowNanos);
        emptied.countDown();
    }
}
