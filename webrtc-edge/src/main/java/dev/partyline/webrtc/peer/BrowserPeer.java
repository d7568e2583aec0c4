package dev.partyline.webrtc.peer;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.BrowserLoop;
import dev.partyline.media.BrowserMode;
import dev.partyline.media.Budget;
import dev.partyline.media.MixListener;
import dev.partyline.media.RoomId;
import dev.partyline.media.dtls.DtlsAssociation;
import dev.partyline.media.dtls.DtlsFingerprint;
import dev.partyline.media.dtls.DtlsIdentity;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMediaStats;
import dev.partyline.webrtc.ice.IceCredentials;
import dev.partyline.webrtc.ice.IceLite;
import dev.partyline.webrtc.sfu.Agreement;
import dev.partyline.webrtc.sfu.BrowserCounters;
import dev.partyline.webrtc.sfu.BrowserCounters.Figure;
import dev.partyline.webrtc.sfu.EdgeCounters;
import dev.partyline.webrtc.sfu.EdgeCounters.Counter;
import dev.partyline.webrtc.sfu.ForwardingRoom;
import dev.partyline.webrtc.sfu.Member;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One browser, from its first check to its last packet. It only routes: checks to ICE, handshakes to DTLS, packets
 * through SRTP to the room and back. On its loop's thread, but for {@link #stats},
 * {@link #mute} and {@link #letGo}.
 */
final class BrowserPeer implements MixListener {
    /**
     * What a browser is let in with.
     *
     * @param mode as wanted, for slots
     * @param audioMode as possible, for its leg in the mix
     */
    record Settings(
            RoomId room,
            BrowserId id,
            IceCredentials own,
            DtlsIdentity identity,
            DtlsFingerprint expected,
            Agreement agreement,
            BrowserMode mode,
            BrowserMode audioMode,
            Consumer<BrowserEvent> listener) {}

    private sealed interface State {
        /** For a check that proves who is there. */
        record Waiting() implements State {}

        record Handshaking(DtlsAssociation dtls) implements State {}

        record Connected(DtlsAssociation dtls, SecurePath path, ForwardingRoom room, Member member) implements State {}

        record Closed() implements State {}
    }

    private static final long LONGEST_CONNECTING_NANOS = 15_000_000_000L;
    // Nothing that it looks after is due sooner than in seconds.
    private static final long LOOK_NANOS = 100_000_000L;
    // A flight is half a dozen, and is sent again once a second at most.
    private static final int HANDSHAKE_DATAGRAMS_A_SECOND = 50;
    private static final int MOST_HANDSHAKE_DATAGRAMS = 100;

    private final EdgeLoop edge;
    private final BrowserLoop loop;
    private final EdgeCounters loopCounters;
    private final BrowserCounters counters;
    private final Settings settings;
    private final Runnable gone;
    private final IceLite ice;
    private final PeerAddresses addresses;
    private final BrowserAudio audio;
    private final Budget handshake = new Budget(HANDSHAKE_DATAGRAMS_A_SECOND, MOST_HANDSHAKE_DATAGRAMS);
    private final long connectByNanos;

    private Agreement agreement;
    private BrowserMode mode;
    private BrowserMode audioMode;
    private long lookNanos;
    private volatile boolean muted;
    /** As the room knows it. */
    private boolean silenced;

    private List<BrowserId> pinned = List.of();
    private State state = new State.Waiting();
    private volatile boolean letGo;
    private volatile boolean connected;
    private long heardNanos;
    /** As others see it, a little later. */
    private volatile long toldHeardNanos;

    BrowserPeer(
            EdgeLoop edge,
            BrowserLoop loop,
            EdgeCounters loopCounters,
            Settings settings,
            Runnable gone,
            long nowNanos) {
        this.edge = edge;
        this.loop = loop;
        this.loopCounters = loopCounters;
        this.settings = settings;
        this.gone = gone;
        counters = new BrowserCounters(loopCounters);
        agreement = settings.agreement();
        mode = settings.mode();
        audioMode = settings.audioMode();
        audio = loop.openAudio(settings.room(), this);
        ice = new IceLite(settings.own(), (from, now) -> edge.mayTake(from, this, now), edge.refusals(), nowNanos);
        addresses = new PeerAddresses(edge, this, ice, settings.own());
        lookNanos = nowNanos;
        connectByNanos = nowNanos + LONGEST_CONNECTING_NANOS;
        heardNanos = nowNanos;
        toldHeardNanos = nowNanos;
    }

    /** @return length of the response written, 0 for none */
    int receivedStun(ByteBuffer datagram, InetSocketAddress from, long nowNanos, ByteBuffer response) {
        int length = ice.received(datagram, from, nowNanos, response);
        if (length > 0) {
            // What is not signed with the password is not answered.
            heardNanos = nowNanos;
        }
        InetSocketAddress selected = ice.selected();
        if (selected != null && state instanceof State.Connected now) {
            now.path().to(selected);
        }
        if (length > 0 && addresses.note(from) && state instanceof State.Waiting) {
            // From here on somebody is there who knows the password: only now does a handshake cost anything.
            state = new State.Handshaking(DtlsAssociation.start(
                    DtlsAssociation.Role.SERVER,
                    settings.identity(),
                    settings.expected(),
                    this::carry,
                    new HandshakeEvents()));
        }
        return length;
    }

    /** Whether nobody else may have this address now. */
    boolean holds(InetSocketAddress address, long nowNanos) {
        return ice.holds(address, nowNanos);
    }

    void receivedDtls(ByteBuffer datagram, long nowNanos) {
        loopCounters.count(Counter.DTLS_RECEIVED);
        if (!handshake.take(nowNanos)) {
            counters.dropped(Counter.DTLS_OVER_BUDGET);
            return;
        }
        DtlsAssociation dtls = dtls();
        if (dtls == null || !dtls.received(datagram)) {
            counters.dropped(Counter.DROPPED_EARLY);
        }
    }

    private @Nullable DtlsAssociation dtls() {
        return switch (state) {
            case State.Handshaking handshaking -> handshaking.dtls();
            case State.Connected now -> now.dtls();
            case State.Waiting waiting -> null;
            case State.Closed closed -> null;
        };
    }

    void receivedMedia(ByteBuffer datagram, long nowNanos) {
        if (!(state instanceof State.Connected now)) {
            counters.dropped(Counter.DROPPED_EARLY);
            return;
        }
        if (SecurePath.isRtcp(datagram)) {
            if (now.path().takesRtcp(datagram, nowNanos)) {
                heardNanos = nowNanos;
                now.member().receiveRtcp(datagram, nowNanos);
            }
        } else if (now.path().takesRtp(datagram, nowNanos)) {
            heardNanos = nowNanos;
            now.member().receiveRtp(datagram, nowNanos);
        }
    }

    /** What the handshake says, carried from its thread to the loop. */
    private void carry(byte[] bytes, int offset, int length) {
        ByteBuffer copy = ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + length));
        loop.command(nowNanos -> {
            InetSocketAddress to = ice.selected();
            if (to != null) {
                loop.send(copy, to);
            }
        });
    }

    private final class HandshakeEvents implements DtlsAssociation.Listener {
        @Override
        public void established(SrtpKeys keys) {
            if (!loop.command(nowNanos -> enter(keys, nowNanos))) {
                keys.close();
            }
        }

        @Override
        public void failed(String reason) {
            loop.command(nowNanos -> end(new BrowserEvent.Failed("DTLS: " + reason)));
        }

        @Override
        public void closed() {
            loop.command(nowNanos -> end(new BrowserEvent.Gone()));
        }
    }

    private void enter(SrtpKeys keys, long nowNanos) {
        try (keys) {
            InetSocketAddress to = ice.selected();
            if (to == null || !(state instanceof State.Handshaking handshaking)) {
                return;
            }
            SecurePath path = new SecurePath(loop, counters, keys, to);
            ForwardingRoom room = edge.room(settings.room());
            Member member = room.enter(settings.id(), agreement, mode, audio, path, counters, this::tell, nowNanos);
            silenced = muted;
            member.mute(silenced);
            member.pin(pinned);
            state = new State.Connected(handshaking.dtls(), path, room, member);
        }
        connected = true;
        audio.mode(audioMode);
        audio.enter(nowNanos);
        tell(new BrowserEvent.Connected());
    }

    @Override
    public void mixed(byte[] opus, int length, int[] csrcs, int csrcCount, int levelDbov) {
        if (state instanceof State.Connected now) {
            now.member().mixed(opus, length, csrcs, csrcCount, levelDbov);
        }
    }

    @Override
    public void broken() {
        end(new BrowserEvent.Failed("its leg in the mix broke"));
    }

    void restartIce(IceCredentials own, long nowNanos) {
        if (!(state instanceof State.Closed)) {
            ice.restart(own, nowNanos);
            addresses.restarted(own);
        }
    }

    void agree(Agreement next) {
        agreement = next;
        if (state instanceof State.Connected now) {
            now.member().agree(next);
        }
    }

    void mode(BrowserMode wanted, BrowserMode possible) {
        mode = wanted;
        audioMode = possible;
        if (state instanceof State.Connected now) {
            now.member().mode(wanted);
            audio.mode(possible);
        }
    }

    /** From the next tick on; from any thread. */
    void mute(boolean wanted) {
        muted = wanted;
    }

    void pin(List<BrowserId> browsers) {
        pinned = browsers;
        if (state instanceof State.Connected now) {
            now.member().pin(browsers);
        }
    }

    void tick(long nowNanos) {
        if (letGo) {
            leave(nowNanos);
            return;
        }
        if (silenced != muted && state instanceof State.Connected now) {
            silenced = !silenced;
            now.member().mute(silenced);
        }
        if (nowNanos - lookNanos < LOOK_NANOS) {
            return;
        }
        lookNanos = nowNanos;
        toldHeardNanos = heardNanos;
        addresses.tick();
        if (state instanceof State.Connected) {
            if (ice.consentExpired(nowNanos)) {
                end(new BrowserEvent.Gone());
            }
        } else if (nowNanos - connectByNanos >= 0) {
            end(new BrowserEvent.Failed(
                    state instanceof State.Waiting ? "no connectivity check came" : "the handshake did not end"));
        }
    }

    /** Something of it broke on its loop: it ends, and nobody else. */
    void broke() {
        end(new BrowserEvent.Failed("its media broke"));
    }

    /**
     * It is to leave, at the next tick; from any thread. Its place is free at once: whoever comes back with new media asks for
     * one before that tick.
     */
    void letGo() {
        letGo = true;
        gone.run();
    }

    /** Its owner has closed it: nobody is told. */
    void leave(long nowNanos) {
        close();
    }

    private void end(BrowserEvent last) {
        if (close()) {
            tell(last);
        }
    }

    private boolean close() {
        State before = state;
        if (before instanceof State.Closed) {
            return false;
        }
        DtlsAssociation dtls = dtls();
        // Whatever breaks on the way out, nothing of it stays.
        try {
            if (before instanceof State.Connected now) {
                leave(now);
            }
        } finally {
            state = new State.Closed();
            connected = false;
            addresses.forgetAll();
            edge.gone(this);
            gone.run();
            if (dtls != null) {
                dtls.close();
            }
            audio.close();
        }
        return true;
    }

    private void leave(State.Connected now) {
        try {
            now.member().sayGoodbye();
        } finally {
            now.room().leave(now.member());
            edge.leaveEmpty(settings.room(), now.room());
            now.path().close();
        }
    }

    private void tell(BrowserEvent event) {
        try {
            settings.listener().accept(event);
        } catch (Throwable fault) {
            loopCounters.count(Counter.LISTENER_FAULTS);
        }
    }

    BrowserMediaStats stats() {
        return new BrowserMediaStats(
                audio.csrc(),
                connected,
                audio.levelDbov(),
                audio.speaking(),
                counters.value(Figure.VIDEO) != 0,
                counters.value(Figure.RECEIVED),
                counters.value(Figure.LOST),
                counters.value(Figure.SENT),
                counters.value(Figure.DROPPED),
                toldHeardNanos);
    }
}
