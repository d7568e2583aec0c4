package dev.partyline.integration.fuzz;

import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpProfile;
import dev.partyline.media.srtp.SrtpSession;
import java.nio.ByteBuffer;

/** Any datagrams as SRTP and SRTCP of both profiles: nothing is authentic that was not made with the key. */
public final class SrtpFuzz {
    private static final SrtpSession[] SESSIONS = {
        session(SrtpProfile.AEAD_AES_128_GCM), session(SrtpProfile.AES128_CM_HMAC_SHA1_80)
    };

    private SrtpFuzz() {}

    private static SrtpSession session(SrtpProfile profile) {
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        return new SrtpSession(new SrtpKeys(profile, key, salt, key, salt));
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        for (SrtpSession session : SESSIONS) {
            Fuzz.check(session.unprotectRtp(ByteBuffer.wrap(bytes.clone())) != null, "SRTP of a stranger");
            Fuzz.check(session.unprotectRtcp(ByteBuffer.wrap(bytes.clone())) != null, "SRTCP of a stranger");
            ByteBuffer own = ByteBuffer.allocate(bytes.length + SrtpSession.MAX_OVERHEAD_BYTES)
                    .put(bytes)
                    .flip();
            // Indices and sources run out; what matters is that it says so.
            session.protectRtp(own);
        }
    }
}
