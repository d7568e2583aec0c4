package dev.partyline.media.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Lets an established association outlive a record that nobody sealed, as RFC 6347 section 4.1.2.7 wants. The library
 * ends it with a fatal alert, so whoever can forge a source address could hang up for a browser.
 */
final class ForgivingCrypto extends BcTlsCrypto {
    private volatile boolean forgiving;

    ForgivingCrypto(SecureRandom random) {
        super(random);
    }

    /** The handshake is complete. */
    void forgive() {
        forgiving = true;
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac) throws IOException {
        return new ForgivingCipher(super.createCipher(parameters, encryption, mac));
    }

    private final class ForgivingCipher implements TlsCipher {
        private final TlsCipher cipher;

        ForgivingCipher(TlsCipher cipher) {
            this.cipher = cipher;
        }

        @Override
        public TlsDecodeResult decodeCiphertext(
                long sequence, short type, ProtocolVersion version, byte[] bytes, int offset, int length)
                throws IOException {
            try {
                return cipher.decodeCiphertext(sequence, type, version, bytes, offset, length);
            } catch (TlsFatalAlert forged) {
                if (forgiving) {
                    // The one exception that passes the library without an alert.
                    InterruptedIOException passed = new InterruptedIOException("a record that nobody sealed");
                    passed.initCause(forged);
                    throw passed;
                }
                throw forged;
            }
        }

        @Override
        public TlsEncodeResult encodePlaintext(
                long sequence, short type, ProtocolVersion version, int header, byte[] bytes, int offset, int length)
                throws IOException {
            return cipher.encodePlaintext(sequence, type, version, header, bytes, offset, length);
        }

        @Override
        public int getCiphertextDecodeLimit(int plaintextLimit) {
            return cipher.getCiphertextDecodeLimit(plaintextLimit);
        }

        @Override
        public int getCiphertextEncodeLimit(int plaintextLimit) {
            return cipher.getCiphertextEncodeLimit(plaintextLimit);
        }

        @Override
        public int getPlaintextDecodeLimit(int ciphertextLimit) {
            return cipher.getPlaintextDecodeLimit(ciphertextLimit);
        }

        @Override
        public int getPlaintextEncodeLimit(int ciphertextLimit) {
            return cipher.getPlaintextEncodeLimit(ciphertextLimit);
        }

        @Override
        public void rekeyDecoder() throws IOException {
            cipher.rekeyDecoder();
        }

        @Override
        public void rekeyEncoder() throws IOException {
            cipher.rekeyEncoder();
        }

        @Override
        public boolean usesOpaqueRecordTypeDecode() {
            return cipher.usesOpaqueRecordTypeDecode();
        }

        @Override
        public boolean usesOpaqueRecordTypeEncode() {
            return cipher.usesOpaqueRecordTypeEncode();
        }
    }
}
