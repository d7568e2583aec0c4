package dev.partyline.sip.transport;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open connections, by the far end, with a limit in all and for each source. */
final class Connections {
    private static final int MAX_CONNECTIONS = 1024;
    private static final int MAX_PER_SOURCE = 128;

    private final Map<Peer, Channel> open = new HashMap<>();
    private final Map<InetAddress, Integer> perSource = new HashMap<>();

    synchronized boolean add(Peer remote, Channel channel) {
        int ofSource = perSource.getOrDefault(remote.address().getAddress(), 0);
        if (open.size() >= MAX_CONNECTIONS || ofSource >= MAX_PER_SOURCE || open.containsKey(remote)) {
            return false;
        }
        open.put(remote, channel);
        perSource.put(remote.address().getAddress(), ofSource + 1);
        return true;
    }

    synchronized void remove(Peer remote, Channel channel) {
        if (open.remove(remote, channel)) {
            perSource.computeIfPresent(remote.address().getAddress(), (a, n) -> n == 1 ? null : n - 1);
        }
    }

    synchronized @Nullable Channel find(Peer remote) {
        Channel channel = open.get(remote);
        return channel != null && channel.isActive() ? channel : null;
    }
}
