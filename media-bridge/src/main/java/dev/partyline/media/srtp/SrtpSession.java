package dev.partyline.media.srtp;

import dev.partyline.media.rtp.DropReason;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Both directions of one transport under the keys of one handshake; used by one thread. Packets are array-backed, lie
 * between position and limit, and are changed in place. At most 64 sources are remembered of what is received, the one
 * heard longest ago making room, and only sources of authentic packets; at most 256 sources are sent.
 */
public final class SrtpSession implements AutoCloseable {
    /** What protecting may add, and must find room for behind the limit: GCM's tag of 16 bytes and SRTCP's index of 4. */
    public static final int MAX_OVERHEAD_BYTES = 20;

    private SrtpSender sender;
    private SrtpReceiver receiver;
    private byte[] localPrint;
    private byte[] remotePrint;
    private boolean closed;

    /** Copies what it needs of the keys; whoever made them may close them at once. */
    public SrtpSession(SrtpKeys keys) {
        provider();
        sender = new SrtpSender(keys);
        receiver = new SrtpReceiver(keys);
        localPrint = keys.localPrint();
        remotePrint = keys.remotePrint();
    }

    /**
     * Goes on under these keys. A direction whose key is the one that it had goes on counting where it was (RFC 3711 section
     * 3.3.1); one with another key begins anew.
     */
    public void rekey(SrtpKeys keys) {
        if (closed) {
            return;
        }
        if (!MessageDigest.isEqual(localPrint, keys.localPrint())) {
            sender.close();
            sender = new SrtpSender(keys);
            localPrint = keys.localPrint();
        }
        if (!MessageDigest.isEqual(remotePrint, keys.remotePrint())) {
            receiver.close();
            receiver = new SrtpReceiver(keys);
            remotePrint = keys.remotePrint();
        }
    }

    /** Whose AES is used, for the log: {@code OpenSSL} or {@code JDK}. The first call takes a moment. */
    public static String provider() {
        return AesProvider.NAME;
    }

    /**
     * Encrypts an RTP packet and adds its tag; the limit grows.
     *
     * @return false, and nothing may be sent, where it is no RTP packet, has no room to grow, was sent before (an
     *     index is never used twice), or is of one source too many
     */
    public boolean protectRtp(ByteBuffer packet) {
        return !closed && sender.protectRtp(packet);
    }

    /** As {@link #protectRtp}, for a compound RTCP packet; its index is counted here. */
    public boolean protectRtcp(ByteBuffer packet) {
        return !closed && sender.protectRtcp(packet);
    }

    /**
     * Checks and decrypts an SRTP packet; the limit shrinks.
     *
     * @return null where it is good; else the bytes may be garbage, and nothing of the packet is remembered
     */
    public @Nullable DropReason unprotectRtp(ByteBuffer packet) {
        return closed ? DropReason.UNAUTHENTICATED : receiver.unprotectRtp(packet);
    }

    /** As {@link #unprotectRtp}, for SRTCP. */
    public @Nullable DropReason unprotectRtcp(ByteBuffer packet) {
        return closed ? DropReason.UNAUTHENTICATED : receiver.unprotectRtcp(packet);
    }

    /** Sources remembered of what was received, those of RTP and of RTCP added. */
    int receivedSources() {
        return receiver.sources();
    }

    /** Forgets the keys; from now on nothing is protected, and nothing is authentic. */
    @Override
    public void close() {
        closed = true;
        sender.close();
        receiver.close();
    }
}
