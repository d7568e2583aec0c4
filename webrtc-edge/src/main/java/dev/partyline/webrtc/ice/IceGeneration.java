package dev.partyline.webrtc.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Credentials with what it takes to check messages by them; an ICE restart begins another. */
final class IceGeneration {
    private static final int FINGERPRINT_XOR = 0x5354554e;

    private final IceCredentials credentials;
    private final byte[] ufrag;
    private final byte[] password;
    private final Mac mac;
    private final byte[] lengthField = new byte[2];

    IceGeneration(IceCredentials credentials) {
        this.credentials = credentials;
        ufrag = credentials.ufrag().getBytes(StandardCharsets.US_ASCII);
        password = credentials.password().getBytes(StandardCharsets.US_ASCII);
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password, "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA1", e);
        }
    }

    String ufrag() {
        return credentials.ufrag();
    }

    byte[] password() {
        return password;
    }

    /** Whether USERNAME is this ufrag, a colon and something (RFC 8445 section 7.2.2). */
    boolean isNamedBy(ByteBuffer datagram, BindingRequestScan scan) {
        if (scan.usernameOffset == BindingRequestScan.ABSENT || scan.usernameBytes < ufrag.length + 2) {
            return false;
        }
        int start = datagram.position() + scan.usernameOffset;
        for (int i = 0; i < ufrag.length; i++) {
            if (datagram.get(start + i) != ufrag[i]) {
                return false;
            }
        }
        return datagram.get(start + ufrag.length) == ':';
    }

    /** RFC 8489 section 14.5: HMAC-SHA1 of all before it, as if the message ended with it. */
    boolean signed(ByteBuffer datagram, BindingRequestScan scan) {
        if (scan.integrityOffset == BindingRequestScan.ABSENT) {
            return false;
        }
        byte[] bytes = datagram.array();
        int start = datagram.arrayOffset() + datagram.position();
        int length = scan.integrityOffset + BindingRequestScan.INTEGRITY_BYTES - BindingRequestScan.HEADER_BYTES;
        lengthField[0] = (byte) (length >> 8);
        lengthField[1] = (byte) length;
        mac.update(bytes, start, 2);
        mac.update(lengthField);
        mac.update(bytes, start + 4, scan.integrityOffset - 4);
        byte[] expected = mac.doFinal();
        byte[] given = new byte[expected.length];
        datagram.get(datagram.position() + scan.integrityOffset + 4, given);
        return MessageDigest.isEqual(expected, given);
    }

    /** RFC 8489 section 14.7; right where it is absent. */
    static boolean fingerprintHolds(ByteBuffer datagram, BindingRequestScan scan) {
        if (scan.fingerprintOffset == BindingRequestScan.ABSENT) {
            return true;
        }
        CRC32 crc = new CRC32();
        crc.update(datagram.array(), datagram.arrayOffset() + datagram.position(), scan.fingerprintOffset);
        int given = datagram.getInt(datagram.position() + scan.fingerprintOffset + 4);
        return ((int) crc.getValue() ^ FINGERPRINT_XOR) == given;
    }
}
