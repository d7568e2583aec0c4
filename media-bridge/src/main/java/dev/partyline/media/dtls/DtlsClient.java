package dev.partyline.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;

/** Our choices where we speak first. */
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"})
final class DtlsClient extends DefaultTlsClient {
    private static final int[] SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
    };

    private final Negotiation negotiation;
    private final DtlsTiming timing;

    DtlsClient(Negotiation negotiation, DtlsTiming timing) {
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
    protected Vector getSupportedGroups(Vector roles) {
        Vector groups = new Vector();
        for (int group : DtlsServer.GROUPS) {
            groups.add(group);
        }
        return groups;
    }

    @Override
    protected Vector getSupportedSignatureAlgorithms() {
        return Negotiation.signatureAlgorithms();
    }

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
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        negotiation.offerProfiles(extensions);
        return extensions;
    }

    @Override
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        negotiation.takeProfile(extensions);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                negotiation.checkPeer(server.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                return negotiation.signer(context, request.getSupportedSignatureAlgorithms());
            }
        };
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
