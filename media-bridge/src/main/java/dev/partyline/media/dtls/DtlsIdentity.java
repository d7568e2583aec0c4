package dev.partyline.media.dtls;

import java.security.SecureRandom;
import java.time.Instant;

/** A key on P-256 and its self-signed certificate; one for each start of the process. */
public final class DtlsIdentity {
    private final String sha256Fingerprint;

    private DtlsIdentity(String sha256Fingerprint) {
        this.sha256Fingerprint = sha256Fingerprint;
    }

    public static DtlsIdentity create(SecureRandom random, Instant now) {
        throw new UnsupportedOperationException(random + " " + now);
    }

    /** For SDP, as in {@code 4A:AD:...}; the hash is SHA-256. */
    public String sha256Fingerprint() {
        return sha256Fingerprint;
    }
}
