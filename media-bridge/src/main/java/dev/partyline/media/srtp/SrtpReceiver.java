package dev.partyline.media.srtp;

import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.srtp.Contexts.RtpSource;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is received. A packet of an unknown source is tried with a spare context, which becomes the source's own when the
 * packet is authentic, and stays as it was when not: strangers cost no memory.
 */
final class SrtpReceiver {
    static final int MOST_SOURCES = 64;

    private final SrtpProfile profile;
    private final Contexts contexts;
    private final SourceTable<RtpSource> rtp = new SourceTable<>(MOST_SOURCES);
    private final SourceTable<SrtcpCryptoContext> rtcp = new SourceTable<>(MOST_SOURCES);
    private final PacketView view = new PacketView();
    private @Nullable RtpSource spareRtp;
    private @Nullable SrtcpCryptoContext spareRtcp;

    SrtpReceiver(SrtpKeys keys) {
        profile = keys.profile();
        contexts = new Contexts(false, profile, keys.remoteKey(), keys.remoteSalt());
    }

    @Nullable
    DropReason unprotectRtp(ByteBuffer packet) {
        if (!Headers.isRtp(packet, profile.tagBytes())) {
            return DropReason.MALFORMED;
        }
        int ssrc = Headers.rtpSsrc(packet);
        RtpSource known = rtp.find(ssrc);
        RtpSource source = known == null ? spareRtp() : known;
        long index = source.window().guess(Headers.sequence(packet));
        if (!source.window().fresh(index)) {
            return DropReason.REPLAYED;
        }
        view.over(packet);
        DropReason refused;
        try {
            refused = reason(source.context().reverseTransformPacket(view, false));
        } catch (GeneralSecurityException e) {
            refused = DropReason.UNAUTHENTICATED;
        }
        if (refused != null) {
            return refused;
        }
        source.window().add(index);
        if (known == null) {
            rtp.add(ssrc, source);
            spareRtp = null;
        } else {
            rtp.used();
        }
        packet.limit(packet.position() + view.getLength());
        return null;
    }

    @Nullable
    DropReason unprotectRtcp(ByteBuffer packet) {
        // RFC 8827 section 6.5: media of browsers is always encrypted, reports too.
        if (!Headers.isRtcp(packet, profile.tagBytes() + Headers.SRTCP_INDEX_BYTES) || !encrypted(packet)) {
            return DropReason.MALFORMED;
        }
        int ssrc = Headers.rtcpSsrc(packet);
        SrtcpCryptoContext known = rtcp.find(ssrc);
        SrtcpCryptoContext source = known == null ? spareRtcp() : known;
        view.over(packet);
        DropReason refused;
        try {
            refused = reason(source.reverseTransformPacket(view));
        } catch (GeneralSecurityException e) {
            refused = DropReason.UNAUTHENTICATED;
        }
        if (refused != null) {
            return refused;
        }
        if (known == null) {
            rtcp.add(ssrc, source);
            spareRtcp = null;
        } else {
            rtcp.used();
        }
        packet.limit(packet.position() + view.getLength());
        return null;
    }

    /** The E flag stands before the index: last of all with GCM (RFC 7714 section 9.2), else before the tag. */
    private boolean encrypted(ByteBuffer packet) {
        int behind = profile == SrtpProfile.AEAD_AES_128_GCM ? 0 : profile.tagBytes();
        return packet.get(packet.limit() - behind - Headers.SRTCP_INDEX_BYTES) < 0;
    }

    private static @Nullable DropReason reason(SrtpErrorStatus status) {
        return switch (status) {
            case OK -> null;
            case REPLAY_FAIL, REPLAY_OLD -> DropReason.REPLAYED;
            case INVALID_PACKET -> DropReason.MALFORMED;
            case AUTH_FAIL, FAIL -> DropReason.UNAUTHENTICATED;
        };
    }

    private RtpSource spareRtp() {
        RtpSource spare = spareRtp == null ? contexts.rtp() : spareRtp;
        spareRtp = spare;
        return spare;
    }

    private SrtcpCryptoContext spareRtcp() {
        SrtcpCryptoContext spare = spareRtcp == null ? contexts.rtcp() : spareRtcp;
        spareRtcp = spare;
        return spare;
    }

    int sources() {
        return rtp.size() + rtcp.size();
    }

    void close() {
        contexts.close();
        rtp.clear();
        rtcp.clear();
        spareRtp = null;
        spareRtcp = null;
    }
}
