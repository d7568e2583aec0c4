package dev.partyline.media.dtls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/** A key on P-256 and its self-signed certificate; one for each start of the process. */
public final class DtlsIdentity {
    /** Says nothing of us: a browser looks at the fingerprint alone. */
    private static final X500Name NAME = new X500Name("CN=WebRTC");

    private static final Duration BEFORE = Duration.ofDays(1);
    private static final Duration AFTER = Duration.ofDays(3650);
    private static final int SERIAL_BITS = 63;
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    private final SecureRandom random;
    private final byte[] certificate;
    private final AsymmetricKeyParameter privateKey;
    private final String sha256Fingerprint;

    private DtlsIdentity(SecureRandom random, byte[] certificate, AsymmetricKeyParameter privateKey) {
        this.random = random;
        this.certificate = certificate;
        this.privateKey = privateKey;
        sha256Fingerprint = HEX.formatHex(sha256(certificate));
    }

    /** A new key, and its certificate from yesterday on for ten years. */
    public static DtlsIdentity create(SecureRandom random, Instant now) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        ECNamedDomainParameters curve = new ECNamedDomainParameters(
                SECObjectIdentifiers.secp256r1, ECNamedCurveTable.getByOID(SECObjectIdentifiers.secp256r1));
        generator.init(new ECKeyGenerationParameters(curve, random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    NAME,
                    new BigInteger(SERIAL_BITS, random).setBit(0),
                    Date.from(now.minus(BEFORE)),
                    Date.from(now.plus(AFTER)),
                    NAME,
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()));
            AlgorithmIdentifier signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
            AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
            byte[] certificate = builder.build(new BcECContentSignerBuilder(signature, digest)
                            .setSecureRandom(random)
                            .build(pair.getPrivate()))
                    .getEncoded();
            return new DtlsIdentity(random, certificate, pair.getPrivate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("no ECDSA on P-256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256", e);
        }
    }

    /** For SDP, as in {@code 4A:AD:...}; the hash is SHA-256. */
    public String sha256Fingerprint() {
        return sha256Fingerprint;
    }

    /** Of the process; a handshake takes its secrets from it. */
    SecureRandom random() {
        return random;
    }

    /** DER. */
    byte[] certificate() {
        return certificate;
    }

    AsymmetricKeyParameter privateKey() {
        return privateKey;
    }

    /** Says the fingerprint and no more. */
    @Override
    public String toString() {
        return "DtlsIdentity[sha-256 " + sha256Fingerprint + "]";
    }
}
