package dev.partyline.media.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The hash of a certificate as SDP carries it (RFC 8122 section 5). Only SHA-2: a SHA-1 hash no longer says who is there.
 *
 * @param algorithm sha-256, sha-384 or sha-512
 * @param value its bytes
 */
// A hash is compared in constant time, and by one method; a record's equality is not used.
@SuppressWarnings("ArrayRecordComponent")
public record DtlsFingerprint(String algorithm, byte[] value) {
    private static final HexFormat HEX = HexFormat.ofDelimiter(":");

    public DtlsFingerprint {
        int bytes = switch (algorithm) {
            case "sha-256" -> 32;
            case "sha-384" -> 48;
            case "sha-512" -> 64;
            default -> throw new IllegalArgumentException("fingerprints are sha-256, sha-384 or sha-512");
        };
        if (value.length != bytes) {
            throw new IllegalArgumentException("a fingerprint by " + algorithm + " has " + bytes + " bytes");
        }
        value = value.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    /** Reads the value of the attribute, as in {@code sha-256 4A:AD:...}. */
    public static DtlsFingerprint parse(String attribute) {
        String[] words = attribute.strip().split(" ", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException("a fingerprint is the name of a hash and its bytes");
        }
        return new DtlsFingerprint(words[0].toLowerCase(Locale.ROOT), HEX.parseHex(words[1]));
    }

    /** Whether a certificate has this fingerprint, in constant time. */
    boolean matches(byte[] certificate) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT))
                    .digest(certificate);
            return MessageDigest.isEqual(digest, value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no " + algorithm, e);
        }
    }

    /** As SDP carries it. */
    @Override
    public String toString() {
        return algorithm + " " + HEX.withUpperCase().formatHex(value);
    }
}
