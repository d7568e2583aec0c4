package dev.partyline.integration.fuzz;

import dev.partyline.webrtc.ice.CheckRefusals;
import dev.partyline.webrtc.ice.IceCredentials;
import dev.partyline.webrtc.ice.IceLite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Any datagram as STUN, as it is; and any attributes as a check of somebody who knows the password, since no fuzzer
 * finds an HMAC: an answer never has more bytes than there is room for, and goes to nobody without the password.
 */
public final class StunFuzz {
    private static final IceCredentials OWN = new IceCredentials("abcdefgh", "0123456789012345678901");
    private static final InetSocketAddress FROM = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    private static final int HEADER_BYTES = 20;
    private static final int INTEGRITY_BYTES = 24;
    private static final int LONGEST_ATTRIBUTES = 1_200;

    private StunFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        ByteBuffer any = ByteBuffer.wrap(bytes);
        IceLite.ownUfragOf(any);
        IceLite stranger = agent();
        int answered = stranger.received(any, FROM, 0, ByteBuffer.allocate(IceLite.MAX_RESPONSE_BYTES));
        Fuzz.check(answered == 0 && !stranger.isValidated(FROM), "a stranger was answered");
        Fuzz.check(any.position() == 0 && any.limit() == bytes.length, "it was moved");

        IceLite agent = agent();
        ByteBuffer response = ByteBuffer.allocate(IceLite.MAX_RESPONSE_BYTES);
        int length = agent.received(ByteBuffer.wrap(signed(bytes)), FROM, 0, response);
        Fuzz.check(length == response.position(), "said " + length + ", wrote " + response.position());
        Fuzz.check(length > 0 || !agent.isValidated(FROM), "validated in silence");
    }

    private static IceLite agent() {
        return new IceLite(OWN, (address, nowNanos) -> true, new CheckRefusals(), 0);
    }

    /** A header, USERNAME, the attributes as they are, cut to whole words, and MESSAGE-INTEGRITY (RFC 8489). */
    private static byte[] signed(byte[] attributes) {
        byte[] username = (OWN.ufrag() + ":fuzz").getBytes(StandardCharsets.US_ASCII);
        int padded = username.length + 3 & ~3;
        int more = Math.min(attributes.length, LONGEST_ATTRIBUTES) & ~3;
        int signed = HEADER_BYTES + 4 + padded + more;
        ByteBuffer message = ByteBuffer.allocate(signed + INTEGRITY_BYTES);
        message.putShort((short) 1)
                .putShort((short) (signed + INTEGRITY_BYTES - HEADER_BYTES))
                .putInt(0x2112a442)
                .position(HEADER_BYTES);
        message.putShort((short) 0x0006)
                .putShort((short) username.length)
                .put(username)
                .position(HEADER_BYTES + 4 + padded);
        message.put(attributes, 0, more).putShort((short) 0x0008).putShort((short) 20);
        try {
            Mac hmac = Mac.getInstance("HmacSHA1");
            hmac.init(new SecretKeySpec(OWN.password().getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            message.put(hmac.doFinal(Arrays.copyOf(message.array(), signed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return message.array();
    }
}
