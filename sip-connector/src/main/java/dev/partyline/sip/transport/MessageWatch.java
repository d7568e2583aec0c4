package dev.partyline.sip.transport;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Sees every message of a known source, whole, and every one that leaves. It must not block. */
@FunctionalInterface
public interface MessageWatch {
    /**
     * @param near our own address, as others see it
     * @param received whether it came, or goes
     */
    void message(Peer far, InetSocketAddress near, boolean received, @Nullable String callId, byte[] bytes);
}
