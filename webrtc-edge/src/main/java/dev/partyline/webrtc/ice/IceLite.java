package dev.partyline.webrtc.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One browser's lite agent. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class IceLite {
    public IceLite(IceCredentials own, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    public void restart(IceCredentials own, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    public boolean knows(String ownUfrag) {
        throw new UnsupportedOperationException();
    }

    public int received(ByteBuffer stun, InetSocketAddress from, long nowNanos, ByteBuffer response) {
        throw new UnsupportedOperationException();
    }

    public boolean isValidated(InetSocketAddress from) {
        throw new UnsupportedOperationException();
    }

    public @Nullable InetSocketAddress selected() {
        throw new UnsupportedOperationException();
    }

    public boolean consentExpired(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    public long deadlineNanos() {
        throw new UnsupportedOperationException();
    }

    public static @Nullable String ownUfragOf(ByteBuffer stun) {
        throw new UnsupportedOperationException();
    }

    public static boolean looksLikeStun(ByteBuffer datagram) {
        throw new UnsupportedOperationException();
    }

    public static void warmUp() {
        throw new UnsupportedOperationException();
    }
}
