package dev.partyline.sip.transport;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open connections, by the far end's address and port, with a limit in all and for each source. */
final class TcpConnections {
    private static final int MAX_CONNECTIONS = 1024;
    private static final int MAX_PER_SOURCE = 128;

    private final Map<InetSocketAddress, Channel> open = new HashMap<>();
    private final Map<InetAddress, Integer> perSource = new HashMap<>();

    synchronized boolean add(InetSocketAddress remote, Channel channel) {
        int ofSource = perSource.getOrDefault(remote.getAddress(), 0);
        if (open.size() >= MAX_CONNECTIONS || ofSource >= MAX_PER_SOURCE || open.containsKey(remote)) {
            return false;
        }
        open.put(remote, channel);
        perSource.put(remote.getAddress(), ofSource + 1);
        return true;
    }

    synchronized void remove(InetSocketAddress remote, Channel channel) {
        if (open.remove(remote, channel)) {
            perSource.computeIfPresent(remote.getAddress(), (a, n) -> n == 1 ? null : n - 1);
        }
    }

    synchronized @Nullable Channel find(InetSocketAddress remote) {
        Channel channel = open.get(remote);
        return channel != null && channel.isActive() ? channel : null;
    }
}
