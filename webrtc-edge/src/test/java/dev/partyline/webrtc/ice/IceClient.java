package dev.partyline.webrtc.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A browser's side of ICE against a lite agent, byte by byte and without the codec that it is to try. */
public final class IceClient {
    /** What a lite agent said: 0 for success with the address it saw, else its error code. */
    public record Response(int errorCode, Optional<InetSocketAddress> mapped) {}

    private static final int MAGIC_COOKIE = 0x2112a442;

    private final String ownUfrag;
    private final Random random;
    private final byte[] transactionId = new byte[12];
    private String remoteUfrag;
    private byte[] remotePassword;

    public IceClient(String ownUfrag, IceCredentials remote, Random random) {
        this.ownUfrag = ownUfrag;
        this.random = random;
        remoteUfrag = remote.ufrag();
        remotePassword = remote.password().getBytes(StandardCharsets.US_ASCII);
    }

    /** From the next check on. */
    public void restart(IceCredentials remote) {
        remoteUfrag = remote.ufrag();
        remotePassword = remote.password().getBytes(StandardCharsets.US_ASCII);
    }

    public byte[] check(boolean nominates) {
        Message message = begin().priority().controlling();
        return (nominates ? message.attribute(0x0025) : message)
                .integrity()
                .fingerprint()
                .bytes();
    }

    /** A Binding request with USERNAME and a new transaction id, for whatever a test makes of it. */
    Message begin() {
        random.nextBytes(transactionId);
        Message message = new Message(0x0001);
        return message.attribute(0x0006, (remoteUfrag + ":" + ownUfrag).getBytes(StandardCharsets.US_ASCII));
    }

    Message beginWithoutUsername() {
        random.nextBytes(transactionId);
        return new Message(0x0001);
    }

    /** Empty where it is no answer to the last check, or not signed by who knows the password. */
    public Optional<Response> response(ByteBuffer datagram) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(datagram.position(), bytes);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean success = bytes.length >= 20 && in.getShort(0) == 0x0101;
        if (bytes.length < 20
                || (!success && in.getShort(0) != 0x0111)
                || in.getShort(2) != bytes.length - 20
                || in.getInt(4) != MAGIC_COOKIE
                || !Arrays.equals(bytes, 8, 20, transactionId, 0, 12)) {
            return Optional.empty();
        }
        boolean signed = false;
        int errorCode = success ? 0 : -1;
        InetSocketAddress mapped = null;
        for (int at = 20; at < bytes.length; at += 4 + (in.getShort(at + 2) + 3 & ~3)) {
            switch (in.getShort(at) & 0xffff) {
                case 0x0008 -> signed = Arrays.equals(hmac(bytes, at), Arrays.copyOfRange(bytes, at + 4, at + 24));
                case 0x0009 -> errorCode = bytes[at + 6] * 100 + bytes[at + 7];
                case 0x0020 -> mapped = mapped(bytes, at);
                case 0x8022 -> throw new AssertionError("SOFTWARE tells strangers what we are");
                default -> {}
            }
        }
        return signed ? Optional.of(new Response(errorCode, Optional.ofNullable(mapped))) : Optional.empty();
    }

    private static InetSocketAddress mapped(byte[] bytes, int at) {
        byte[] address = Arrays.copyOfRange(bytes, at + 8, at + 8 + (bytes[at + 5] == 1 ? 4 : 16));
        for (int i = 0; i < address.length; i++) {
            address[i] ^= bytes[4 + i];
        }
        int port = (ByteBuffer.wrap(bytes).getShort(at + 6) & 0xffff) ^ (MAGIC_COOKIE >>> 16);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] hmac(byte[] message, int integrityAt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(remotePassword, "HmacSHA1"));
            byte[] covered = Arrays.copyOf(message, integrityAt);
            ByteBuffer.wrap(covered).putShort(2, (short) (integrityAt + 24 - 20));
            return mac.doFinal(covered);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A message in the making. */
    final class Message {
        private ByteBuffer out = ByteBuffer.allocate(1_600);

        private Message(int type) {
            out.putShort((short) type).putShort((short) 0).putInt(MAGIC_COOKIE).put(transactionId);
        }

        Message attribute(int type, byte... value) {
            out.putShort((short) type).putShort((short) value.length).put(value);
            while (out.position() % 4 != 0) {
                out.put((byte) 0);
            }
            return this;
        }

        Message priority() {
            return attribute(0x0024, (byte) 0x6e, (byte) 0, (byte) 1, (byte) 0xff);
        }

        Message controlling() {
            return attribute(0x802a, new byte[8]);
        }

        Message controlled() {
            return attribute(0x8029, new byte[8]);
        }

        Message integrity() {
            return attribute(0x0008, hmac(out.array(), out.position()));
        }

        Message fingerprint() {
            out.putShort(2, (short) (out.position() + 8 - 20));
            CRC32 crc = new CRC32();
            crc.update(out.array(), 0, out.position());
            out.putShort((short) 0x8028).putShort((short) 4).putInt((int) crc.getValue() ^ 0x5354554e);
            return this;
        }

        byte[] bytes() {
            out.putShort(2, (short) (out.position() - 20));
            return Arrays.copyOf(out.array(), out.position());
        }
    }
}
