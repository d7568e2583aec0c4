package dev.partyline.sip.trunk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Digest algorithms (RFC 7616 section 6.1, RFC 8760), the weakest first. */
enum DigestAlgorithm {
    MD5("MD5", "MD5", false),
    MD5_SESS("MD5-sess", "MD5", true),
    SHA_256("SHA-256", "SHA-256", false),
    SHA_256_SESS("SHA-256-sess", "SHA-256", true),
    SHA_512_256("SHA-512-256", "SHA-512/256", false),
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true);

    private final String wireName;
    private final String hash;
    private final boolean session;

    DigestAlgorithm(String wireName, String hash, boolean session) {
        this.wireName = wireName;
        this.hash = hash;
        this.session = session;
    }

    static Optional<DigestAlgorithm> named(String wireName) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.wireName.equalsIgnoreCase(wireName))
                .findFirst();
    }

    /** Whether A1 holds nonce and cnonce (RFC 7616 section 3.4.2). */
    boolean isSession() {
        return session;
    }

    String hex(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(hash).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + hash, e);
        }
    }
}
