package dev.partyline.integration.peer.rtc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A connectivity check as a controlling agent sends it (RFC 8445 section 7.2.2): USERNAME, PRIORITY, ICE-CONTROLLING,
 * USE-CANDIDATE, MESSAGE-INTEGRITY, FINGERPRINT.
 */
public final class StunCheck {
    private static final int BINDING_REQUEST = 0x0001;
    private static final int BINDING_SUCCESS = 0x0101;
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int HEADER_BYTES = 20;
    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int PRIORITY = 0x0024;
    private static final int USE_CANDIDATE = 0x0025;
    private static final int FINGERPRINT = 0x8028;
    private static final int ICE_CONTROLLING = 0x802A;
    private static final int FINGERPRINT_MASK = 0x5354554e;
    private static final SecureRandom RANDOM = new SecureRandom();

    private StunCheck() {}

    /**
     * @param username theirs, a colon, ours
     * @param password theirs
     */
    public static byte[] request(String username, String password, boolean nominate) {
        ByteBuffer message = ByteBuffer.allocate(512);
        byte[] transaction = new byte[12];
        RANDOM.nextBytes(transaction);
        message.putShort((short) BINDING_REQUEST)
                .putShort((short) 0)
                .putInt(MAGIC_COOKIE)
                .put(transaction);
        attribute(message, USERNAME, username.getBytes(UTF_8));
        attribute(
                message, PRIORITY, ByteBuffer.allocate(4).putInt(1_845_501_695).array());
        attribute(
                message,
                ICE_CONTROLLING,
                ByteBuffer.allocate(8).putLong(RANDOM.nextLong()).array());
        if (nominate) {
            attribute(message, USE_CANDIDATE, new byte[0]);
        }
        message.putShort(2, (short) (message.position() - HEADER_BYTES + 24));
        attribute(message, MESSAGE_INTEGRITY, hmac(message.array(), message.position(), password));
        message.putShort(2, (short) (message.position() - HEADER_BYTES + 8));
        CRC32 crc = new CRC32();
        crc.update(message.array(), 0, message.position());
        attribute(
                message,
                FINGERPRINT,
                ByteBuffer.allocate(4)
                        .putInt((int) crc.getValue() ^ FINGERPRINT_MASK)
                        .array());
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        return bytes;
    }

    public static boolean isSuccess(ByteBuffer datagram) {
        return datagram.remaining() >= HEADER_BYTES && datagram.getShort(datagram.position()) == BINDING_SUCCESS;
    }

    private static void attribute(ByteBuffer message, int type, byte[] value) {
        message.putShort((short) type).putShort((short) value.length).put(value);
        while (message.position() % 4 != 0) {
            message.put((byte) 0);
        }
    }

    private static byte[] hmac(byte[] bytes, int length, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(UTF_8), "HmacSHA1"));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
