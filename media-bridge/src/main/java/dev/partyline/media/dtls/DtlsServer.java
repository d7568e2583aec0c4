package dev.partyline.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsExtensionsUtils;

/** Our choices where the peer speaks first. */
@SuppressWarnings({"rawtypes", "JdkObsolete"})
final class DtlsServer extends DefaultTlsServer {
    static final int[] GROUPS = {NamedGroup.x25519, NamedGroup.secp256r1};

    private static final int[] SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };

    private final Negotiation negotiation;
    private final DtlsTiming timing;

    DtlsServer(Negotiation negotiation, DtlsTiming timing) {
        super(negotiation.crypto());
        this.negotiation = negotiation;
        this.timing = timing;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return SUITES.clone();
    }

    @Override
    public int[] getSupportedGroups() {
        return GROUPS.clone();
    }

    /** RFC 7627: a session hash in the master secret keeps a man in the middle from joining two handshakes. */
    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return timing.handshakeMillis();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return timing.firstResendMillis();
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return Records.LONGEST_MESSAGE;
    }

    @Override
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        negotiation.chooseProfile(extensions);
    }

    @Override
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getServerExtensions());
        negotiation.answerProfile(extensions);
        return extensions;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return negotiation.signer(
                context, context.getSecurityParametersHandshake().getClientSigAlgs());
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, Negotiation.signatureAlgorithms(), null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        negotiation.checkPeer(certificate);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        negotiation.exportKeys(context);
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        negotiation.alertReceived(level, description);
    }
}
