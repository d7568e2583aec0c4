package dev.partyline.media.room;

import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpSession;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** SRTP and SRTCP (RFC 3711) on a phone's ports: what is not authentic is counted, and nobody above ever sees it. */
final class SecureTransport implements PhoneTransport {
    private static final int BYTES = 2048;
    /** More forgeries in a row than this wait until the next tick, as other floods do. */
    private static final int MOST_REFUSED = 128;

    private final PhoneTransport wire;
    private final LegCounters counters;
    private final SrtpSession session;
    /** Ciphers work on arrays. */
    private final ByteBuffer scratch = ByteBuffer.allocate(BYTES + SrtpSession.MAX_OVERHEAD_BYTES);

    SecureTransport(PhoneTransport wire, SrtpKeys keys, LegCounters counters) {
        this.wire = wire;
        this.counters = counters;
        this.session = new SrtpSession(keys);
    }

    void rekey(SrtpKeys keys) {
        session.rekey(keys);
    }

    @Override
    public boolean connect(InetSocketAddress remoteRtp, InetSocketAddress remoteRtcp) {
        return wire.connect(remoteRtp, remoteRtcp);
    }

    @Override
    public void disconnect() {
        wire.disconnect();
    }

    @Override
    public int receiveRtp(ByteBuffer into) {
        return receive(into, true);
    }

    @Override
    public int receiveRtcp(ByteBuffer into) {
        return receive(into, false);
    }

    private int receive(ByteBuffer into, boolean rtp) {
        for (int read = 0; read < MOST_REFUSED; read++) {
            scratch.clear().limit(BYTES);
            if ((rtp ? wire.receiveRtp(scratch) : wire.receiveRtcp(scratch)) < 0) {
                return -1;
            }
            scratch.flip();
            DropReason refused = unprotect(rtp);
            if (refused == null && scratch.remaining() <= into.remaining()) {
                int bytes = scratch.remaining();
                into.put(scratch);
                return bytes;
            }
            counters.dropped(refused == null ? DropReason.OVERSIZED : refused);
        }
        return -1;
    }

    private @Nullable DropReason unprotect(boolean rtp) {
        return rtp ? session.unprotectRtp(scratch) : session.unprotectRtcp(scratch);
    }

    @Override
    public boolean sendRtp(ByteBuffer datagram) {
        fill(datagram);
        return session.protectRtp(scratch) && wire.sendRtp(scratch);
    }

    @Override
    public boolean sendRtcp(ByteBuffer datagram) {
        fill(datagram);
        return session.protectRtcp(scratch) && wire.sendRtcp(scratch);
    }

    private void fill(ByteBuffer datagram) {
        scratch.clear();
        scratch.put(datagram);
        scratch.flip();
    }

    /** Forgets the keys. */
    @Override
    public void close() {
        session.close();
        wire.close();
    }
}
