package dev.partyline.media.dtls;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole client with one thing wrong; none of them gets keys, and each is told so at once. */
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete", "UnusedVariable"})
final class HostileHellosAreRefused {
    private enum Fault {
        NULL_CIPHER,
        CBC_CIPHER,
        OLD_VERSION,
        NO_SRTP,
        NULL_SRTP,
        NO_EXTENDED_MASTER_SECRET,
        NO_CERTIFICATE
    }

    private static final class FaultyClient extends DefaultTlsClient {
        private final Fault fault;

        FaultyClient(Fault fault) {
            super(new BcTlsCrypto());
            this.fault = fault;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return fault == Fault.OLD_VERSION ? ProtocolVersion.DTLSv10.only() : ProtocolVersion.DTLSv12.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {
                switch (fault) {
                    case NULL_CIPHER -> CipherSuite.TLS_ECDHE_ECDSA_WITH_NULL_SHA;
                    case CBC_CIPHER, OLD_VERSION -> CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA;
                    default -> CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
                }
            };
        }

        @Override
        public boolean shouldUseExtendedMasterSecret() {
            return fault != Fault.NO_EXTENDED_MASTER_SECRET;
        }

        @Override
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
            if (fault != Fault.NO_SRTP) {
                // SRTP_NULL_HMAC_SHA1_80, RFC 5764 section 4.1.2.
                int[] profiles = {fault == Fault.NULL_SRTP ? 5 : 7};
                TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
            }
            return extensions;
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return 30_000;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate server) {}

                @Override
                public @org.jspecify.annotations.Nullable TlsCredentials getClientCredentials(
                        CertificateRequest request) {
                    return null;
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void each(Fault fault) throws InterruptedException {
        try (TestPeer server = new TestPeer()) {
            DatagramQueue toClient = new DatagramQueue(DtlsAssociation.Role.CLIENT, (bytes, offset, length) -> {
                byte[] datagram = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
                server.received(datagram);
            });
            server.path = datagram -> {
                toClient.offer(java.nio.ByteBuffer.wrap(datagram));
                return false;
            };
            server.far = server;
            server.start(DtlsAssociation.Role.SERVER, server.fingerprint());
            assertThrows(IOException.class, () -> new DTLSClientProtocol().connect(new FaultyClient(fault), toClient));
            String told = server.hears();
            assertTrue(told.startsWith("failed: "), told);
            assertNotEquals("failed: the handshake took more than 30 s", told);
            System.out.println(fault + ": " + told);
            assertNull(server.keys);
            assertTrue(server.ends());
        }
    }
}
