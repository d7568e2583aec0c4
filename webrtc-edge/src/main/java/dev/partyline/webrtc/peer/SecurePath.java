package dev.partyline.webrtc.peer;

import dev.partyline.media.BrowserLoop;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpSession;
import dev.partyline.webrtc.sfu.BrowserCounters;
import dev.partyline.webrtc.sfu.EdgeCounters.Counter;
import dev.partyline.webrtc.sfu.PacketTransport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The way of packets to one browser and from it, once there are keys; refused ones are counted here. */
final class SecurePath implements PacketTransport, AutoCloseable {
    private final BrowserLoop loop;
    private final BrowserCounters counters;
    private final SrtpSession srtp;
    private final MediaBudget budget = new MediaBudget();
    private InetSocketAddress to;

    /** Copies what it needs of the keys. */
    SecurePath(BrowserLoop loop, BrowserCounters counters, SrtpKeys keys, InetSocketAddress to) {
        this.loop = loop;
        this.counters = counters;
        srtp = new SrtpSession(keys);
        this.to = to;
    }

    /** From now on packets are sent there. */
    void to(InetSocketAddress selected) {
        to = selected;
    }

    @Override
    public boolean sendRtp(ByteBuffer packet) {
        boolean sent = srtp.protectRtp(packet) && loop.send(packet, to);
        counters.rtpSent(sent);
        return sent;
    }

    @Override
    public boolean sendAgain(ByteBuffer protectedRtp) {
        boolean sent = loop.send(protectedRtp, to);
        counters.rtpSent(sent);
        return sent;
    }

    @Override
    public boolean sendRtcp(ByteBuffer compound) {
        return srtp.protectRtcp(compound) && loop.send(compound, to);
    }

    /** RFC 5761 section 4: packet types 192 to 223. */
    static boolean isRtcp(ByteBuffer datagram) {
        if (datagram.remaining() < 2) {
            return false;
        }
        int type = datagram.get(datagram.position() + 1) & 0xff;
        return type >= 192 && type <= 223;
    }

    /** Decrypts a packet in place; false where it is not to be looked at. */
    boolean takesRtp(ByteBuffer datagram, long nowNanos) {
        int bytes = datagram.remaining();
        return isInBudget(nowNanos) && isAuthentic(srtp.unprotectRtp(datagram), bytes, nowNanos);
    }

    /** As {@link #takesRtp}, for RTCP. */
    boolean takesRtcp(ByteBuffer datagram, long nowNanos) {
        int bytes = datagram.remaining();
        return isInBudget(nowNanos) && isAuthentic(srtp.unprotectRtcp(datagram), bytes, nowNanos);
    }

    private boolean isInBudget(long nowNanos) {
        boolean left = budget.isLeft(nowNanos);
        if (!left) {
            counters.dropped(Counter.MEDIA_OVER_BUDGET);
        }
        return left;
    }

    /** Only what is authentic is charged: whoever forges an address spends nothing of its owner's. */
    private boolean isAuthentic(@Nullable DropReason refused, int bytes, long nowNanos) {
        if (refused != null) {
            counters.dropped(refused);
            return false;
        }
        budget.spend(bytes, nowNanos);
        return true;
    }

    /** Forgets the keys. */
    @Override
    public void close() {
        srtp.close();
    }
}
