package dev.partyline.webrtc.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A lite agent and its browser in virtual time, nothing between them. */
final class OneBrowser {
    static final InetSocketAddress HOME = new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);

    final IceCredentials credentials = IceCredentials.create(new SecureRandom());
    final CheckRefusals refusals = new CheckRefusals();
    final Set<InetSocketAddress> others = new HashSet<>();
    final IceLite agent = new IceLite(credentials, (address, now) -> !others.contains(address), refusals, 0);
    final IceClient client = new IceClient("abcd", credentials, new Random(1));
    long nowNanos;

    static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    void pass(double seconds) {
        nowNanos += Math.round(seconds * 1e9);
    }

    /** The bytes that come back. */
    ByteBuffer send(byte[] datagram, InetSocketAddress from) {
        // Not at the array's beginning, as in a receiver's buffer.
        ByteBuffer in = ByteBuffer.allocate(datagram.length + 40).position(13).put(datagram);
        in.limit(in.position()).position(13);
        ByteBuffer out = ByteBuffer.allocate(IceLite.MAX_RESPONSE_BYTES);
        int length = agent.received(in, from, nowNanos, out);
        if (out.position() != length || in.position() != 13) {
            throw new AssertionError("a length of " + length + " for " + out.position() + " bytes");
        }
        return out.flip();
    }

    Optional<IceClient.Response> check(boolean nominates, InetSocketAddress from) {
        return client.response(send(client.check(nominates), from));
    }

    /** Whether a check was answered with success. */
    boolean passes(boolean nominates, InetSocketAddress from) {
        return check(nominates, from).map(response -> response.errorCode() == 0).orElse(false);
    }
}
