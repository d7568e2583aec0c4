package dev.partyline.webrtc.peer;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.BrowserLoop;
import dev.partyline.media.BrowserMode;
import dev.partyline.media.MixListener;
import dev.partyline.media.RoomId;
import dev.partyline.media.dtls.DtlsAssociation;
import dev.partyline.media.dtls.DtlsFingerprint;
import dev.partyline.media.dtls.DtlsIdentity;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpSession;
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
import dev.partyline.webrtc.sfu.PacketTransport;
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
final class BrowserPeer implements PacketTransport, MixListener {
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

        record Connected(DtlsAssociation dtls, SrtpSession srtp, ForwardingRoom room, Member member) implements State {}

        record Closed() implements State {}
    }

    private static final long LONGEST_CONNECTING_NANOS = 15_000_000_000L;

    private final EdgeLoop edge;
    private final BrowserLoop loop;
    private final EdgeCounters loopCounters;
    private final BrowserCounters counters;
    private final Settings settings;
    private final Runnable gone;
    private final IceLite ice;
    private final PeerAddresses addresses;
    private final BrowserAudio audio;
    private final long connectByNanos;

    private Agreement agreement;
    private BrowserMode mode;
    private BrowserMode audioMode;
    private volatile boolean muted;
    /** As the room knows it. */
    private boolean silenced;

    private List<BrowserId> pinned = List.of();
    private State state = new State.Waiting();
    private volatile boolean letGo;
    private volatile boolean connected;

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
        ice = new IceLite(settings.own(), nowNanos);
        addresses = new PeerAddresses(edge, this, ice, settings.own());
        connectByNanos = nowNanos + LONGEST_CONNECTING_NANOS;
    }

    /** @return length of the response written, 0 for none */
    int receivedStun(ByteBuffer datagram, InetSocketAddress from, long nowNanos, ByteBuffer response) {
        int length = ice.received(datagram, from, nowNanos, response);
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

    void receivedDtls(ByteBuffer datagram) {
        loopCounters.count(Counter.DTLS_RECEIVED);
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
        boolean control = isRtcp(datagram);
        DropReason refused =
                control ? now.srtp().unprotectRtcp(datagram) : now.srtp().unprotectRtp(datagram);
        if (refused != null) {
            counters.dropped(refused);
        } else if (control) {
            now.member().receiveRtcp(datagram, nowNanos);
        } else {
            now.member().receiveRtp(datagram, nowNanos);
        }
    }

    /** RFC 5761 section 4: packet types 192 to 223. */
    private static boolean isRtcp(ByteBuffer datagram) {
        if (datagram.remaining() < 2) {
            return false;
        }
        int type = datagram.get(datagram.position() + 1) & 0xff;
        return type >= 192 && type <= 223;
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
            if (!(state instanceof State.Handshaking handshaking)) {
                return;
            }
            SrtpSession srtp = new SrtpSession(keys);
            ForwardingRoom room = edge.room(settings.room());
            Member member = room.enter(settings.id(), agreement, mode, audio, this, counters, this::tell, nowNanos);
            silenced = muted;
            member.mute(silenced);
            member.pin(pinned);
            state = new State.Connected(handshaking.dtls(), srtp, room, member);
        }
        connected = true;
        audio.mode(audioMode);
        audio.enter(nowNanos);
        tell(new BrowserEvent.Connected());
    }

    @Override
    public boolean sendRtp(ByteBuffer packet) {
        InetSocketAddress to = ice.selected();
        boolean sent = state instanceof State.Connected now
                && to != null
                && now.srtp().protectRtp(packet)
                && loop.send(packet, to);
        counters.rtpSent(sent);
        return sent;
    }

    @Override
    public boolean sendRtcp(ByteBuffer compound) {
        InetSocketAddress to = ice.selected();
        return state instanceof State.Connected now
                && to != null
                && now.srtp().protectRtcp(compound)
                && loop.send(compound, to);
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
        addresses.tick();
        if (letGo) {
            leave(nowNanos);
        } else if (state instanceof State.Connected now) {
            if (ice.consentExpired(nowNanos)) {
                end(new BrowserEvent.Gone());
            } else if (silenced != muted) {
                silenced = !silenced;
                now.member().mute(silenced);
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
            now.srtp().close();
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
                counters.value(Figure.DROPPED));
    }
}
