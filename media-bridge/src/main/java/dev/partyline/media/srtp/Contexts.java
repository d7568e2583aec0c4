package dev.partyline.media.srtp;

import java.security.GeneralSecurityException;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/** Makes jitsi-srtp's contexts for one direction. Session keys do not depend on the SSRC (RFC 3711 section 4.3). */
final class Contexts {
    private static final Logger SILENT = silent();
    private static final int HMAC_KEY_BYTES = 20;

    private final SrtpContextFactory factory;

    Contexts(boolean sender, SrtpProfile profile, byte[] key, byte[] salt) {
        factory = new SrtpContextFactory(sender, key, salt, policy(profile), policy(profile), SILENT);
    }

    /** The media path does not log; what matters of a packet is told by its result. */
    private static Logger silent() {
        Logger logger = new LoggerImpl("org.jitsi.srtp.session");
        logger.setLevel(Level.OFF);
        return logger;
    }

    private static SrtpPolicy policy(SrtpProfile profile) {
        SrtpPolicy policy = switch (profile) {
            case AEAD_AES_128_GCM ->
                new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION,
                        profile.keyBytes(),
                        SrtpPolicy.NULL_AUTHENTICATION,
                        0,
                        profile.tagBytes(),
                        profile.saltBytes());
            case AES128_CM_HMAC_SHA1_80 ->
                new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION,
                        profile.keyBytes(),
                        SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        HMAC_KEY_BYTES,
                        profile.tagBytes(),
                        profile.saltBytes());
        };
        // IndexWindow does it, for RTP; for RTCP its window of 64 reports is enough, and not to be switched off.
        policy.setReceiveReplayEnabled(false);
        policy.setSendReplayEnabled(false);
        return policy;
    }

    /** For any one source: it learns whose at its first good packet. */
    RtpSource rtp() {
        try {
            return new RtpSource(factory.deriveContext(0, 0), new IndexWindow());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys for SRTP", e);
        }
    }

    SrtcpCryptoContext rtcp() {
        try {
            return factory.deriveControlContext(0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys for SRTCP", e);
        }
    }

    /** Zeroes the master key and salt. */
    void close() {
        factory.close();
    }

    record RtpSource(SrtpCryptoContext context, IndexWindow window) {}
}
