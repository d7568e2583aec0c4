package dev.partyline.media.srtp;

import dev.partyline.media.srtp.Contexts.RtpSource;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;

/** What is sent. A source is never forgotten: it would begin its indices again, and under GCM no index may come twice. */
final class SrtpSender {
    static final int MOST_SOURCES = 256;

    private final Contexts contexts;
    private final SourceTable<RtpSource> rtp = new SourceTable<>(MOST_SOURCES);
    private final SourceTable<SrtcpCryptoContext> rtcp = new SourceTable<>(MOST_SOURCES);
    private final PacketView view = new PacketView();

    SrtpSender(SrtpKeys keys) {
        contexts = new Contexts(true, keys.profile(), keys.localKey(), keys.localSalt());
    }

    boolean protectRtp(ByteBuffer packet) {
        if (!Headers.isRtp(packet, 0) || noRoom(packet)) {
            return false;
        }
        int ssrc = Headers.rtpSsrc(packet);
        RtpSource source = rtp.find(ssrc);
        if (source == null) {
            if (rtp.full()) {
                return false;
            }
            source = contexts.rtp();
            rtp.add(ssrc, source);
        }
        long index = source.window().guess(Headers.sequence(packet));
        if (!source.window().fresh(index)) {
            return false;
        }
        view.over(packet);
        try {
            if (source.context().transformPacket(view) != SrtpErrorStatus.OK) {
                return false;
            }
        } catch (GeneralSecurityException refused) {
            return false;
        }
        source.window().add(index);
        packet.limit(packet.position() + view.getLength());
        return true;
    }

    boolean protectRtcp(ByteBuffer packet) {
        if (!Headers.isRtcp(packet, 0) || noRoom(packet)) {
            return false;
        }
        int ssrc = Headers.rtcpSsrc(packet);
        SrtcpCryptoContext source = rtcp.find(ssrc);
        if (source == null) {
            if (rtcp.full()) {
                return false;
            }
            source = contexts.rtcp();
            rtcp.add(ssrc, source);
        }
        view.over(packet);
        try {
            if (source.transformPacket(view) != SrtpErrorStatus.OK) {
                return false;
            }
        } catch (GeneralSecurityException refused) {
            return false;
        }
        packet.limit(packet.position() + view.getLength());
        return true;
    }

    private static boolean noRoom(ByteBuffer packet) {
        return packet.capacity() - packet.limit() < SrtpSession.MAX_OVERHEAD_BYTES;
    }

    void close() {
        contexts.close();
        rtp.clear();
        rtcp.clear();
    }
}
