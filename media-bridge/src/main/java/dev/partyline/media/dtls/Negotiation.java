package dev.partyline.media.dtls;

import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** What server and client have in common: certificates, the SRTP profile, and the keys at the end. */
// The library's types are older than generics.
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"})
final class Negotiation {
    private static final short[] HASHES = {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512};

    private final ForgivingCrypto crypto;
    private final DtlsIdentity own;
    private final DtlsFingerprint expected;
    private boolean peerSeen;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private @Nullable String refusal;
    private boolean peerClosed;

    Negotiation(DtlsIdentity own, DtlsFingerprint expected) {
        this.own = own;
        this.expected = expected;
        crypto = new ForgivingCrypto(own.random());
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    /** Without SHA-1. */
    static Vector signatureAlgorithms() {
        Vector algorithms = new Vector();
        for (short signature : new short[] {SignatureAlgorithm.ecdsa, SignatureAlgorithm.rsa}) {
            for (short hash : HASHES) {
                algorithms.add(new SignatureAndHashAlgorithm(hash, signature));
            }
        }
        return algorithms;
    }

    /** Our certificate, and a signature by the first algorithm of ours that the peer takes. */
    TlsCredentialedSigner signer(TlsContext context, @Nullable Vector accepted) throws IOException {
        for (Object algorithm : signatureAlgorithms()) {
            SignatureAndHashAlgorithm ours = (SignatureAndHashAlgorithm) algorithm;
            if (ours.getSignature() == SignatureAlgorithm.ecdsa && accepted != null && accepted.contains(ours)) {
                TlsCertificate[] chain = {new BcTlsCertificate(crypto, own.certificate())};
                return new BcDefaultTlsCredentialedSigner(
                        new TlsCryptoParameters(context), crypto, own.privateKey(), new Certificate(chain), ours);
            }
        }
        throw refuse(AlertDescription.handshake_failure, "the peer takes no ECDSA signature with SHA-2");
    }

    /** RFC 8122 section 6.2: the certificate must be the one whose fingerprint came by signalling. */
    void checkPeer(@Nullable Certificate certificate) throws IOException {
        if (certificate == null || certificate.isEmpty()) {
            throw refuse(AlertDescription.handshake_failure, "the peer shows no certificate");
        }
        if (!expected.matches(certificate.getCertificateAt(0).getEncoded())) {
            throw refuse(AlertDescription.bad_certificate, "the peer's certificate has another fingerprint");
        }
        peerSeen = true;
    }

    /** RFC 5764 section 4.1.1, client: our profiles, the better one first. */
    void offerProfiles(Hashtable extensions) throws IOException {
        int[] ids = Arrays.stream(SrtpProfile.values())
                .mapToInt(SrtpProfile::protectionId)
                .toArray();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(ids, TlsUtils.EMPTY_BYTES));
    }

    /** RFC 5764 section 4.1.1, server: the first profile of ours that the client offers. */
    void chooseProfile(@Nullable Hashtable offered) throws IOException {
        UseSRTPData srtp = offered == null ? null : TlsSRTPUtils.getUseSRTPExtension(offered);
        List<Integer> ids = srtp == null
                ? List.of()
                : Arrays.stream(srtp.getProtectionProfiles()).boxed().toList();
        profile = Arrays.stream(SrtpProfile.values())
                .filter(ours -> ids.contains(ours.protectionId()))
                .findFirst()
                .orElseThrow(() -> refuse(AlertDescription.handshake_failure, "no SRTP profile in common"));
    }

    /** What a server answers; it never names a master key identifier. */
    void answerProfile(Hashtable extensions) throws IOException {
        if (profile != null) {
            int[] one = {profile.protectionId()};
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(one, TlsUtils.EMPTY_BYTES));
        }
    }

    /** The client's side of the answer: one profile, and one of ours. */
    void takeProfile(@Nullable Hashtable answered) throws IOException {
        UseSRTPData srtp = answered == null ? null : TlsSRTPUtils.getUseSRTPExtension(answered);
        if (srtp == null || srtp.getProtectionProfiles().length != 1 || srtp.getMki().length != 0) {
            throw refuse(AlertDescription.illegal_parameter, "no SRTP profile in common");
        }
        chooseProfile(answered);
    }

    /** RFC 5764 section 4.2. To be called when the handshake is complete, and the peer known. */
    void exportKeys(TlsContext context) throws IOException {
        SrtpProfile agreed = profile;
        if (!peerSeen || agreed == null) {
            throw refuse(AlertDescription.internal_error, "the peer was never checked");
        }
        int key = agreed.keyBytes();
        int salt = agreed.saltBytes();
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
        byte[] clientKey = Arrays.copyOfRange(material, 0, key);
        byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
        byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
        byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, material.length);
        crypto.forgive();
        keys = context.isServer()
                ? new SrtpKeys(agreed, serverKey, serverSalt, clientKey, clientSalt)
                : new SrtpKeys(agreed, clientKey, clientSalt, serverKey, serverSalt);
        for (byte[] secret : new byte[][] {material, clientKey, serverKey, clientSalt, serverSalt}) {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The keys, once: whoever takes them closes them. */
    @Nullable
    SrtpKeys takeKeys() {
        SrtpKeys taken = keys;
        keys = null;
        return taken;
    }

    private TlsFatalAlert refuse(short alert, String reason) {
        refusal = reason;
        return new TlsFatalAlert(alert, reason);
    }

    /** Why we refused the peer, or null where it was something else. */
    @Nullable
    String refusal() {
        return refusal;
    }

    void alertReceived(short level, short description) {
        peerClosed |= description == AlertDescription.close_notify || level == AlertLevel.fatal;
    }

    /** Whether the peer said that it is over. */
    boolean peerClosed() {
        return peerClosed;
    }
}
