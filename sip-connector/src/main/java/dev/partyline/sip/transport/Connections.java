package dev.partyline.sip.transport;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The open connections, by the far end, with a limit in all and for each source. A connection takes its place when it is made;
 * it can be found when it can be used, which of TLS is after the handshake.
 */
final class Connections {
    private static final int MAX_CONNECTIONS = 1024;
    private static final int MAX_PER_SOURCE = 128;
    private static final int MAX_DIALLED = 1024;

    private final Map<Peer, Channel> open = new HashMap<>();
    private final Map<InetAddress, Integer> perSource = new HashMap<>();
    private final Set<Peer> dialled = new HashSet<>();
    private int places;

    /** Takes a place; false where there is none left. */
    synchronized boolean takePlace(InetAddress source) {
        int ofSource = perSource.getOrDefault(source, 0);
        if (places >= MAX_CONNECTIONS || ofSource >= MAX_PER_SOURCE) {
            return false;
        }
        places++;
        perSource.put(source, ofSource + 1);
        return true;
    }

    synchronized void freePlace(InetAddress source) {
        places--;
        perSource.computeIfPresent(source, (a, n) -> n == 1 ? null : n - 1);
    }

    /**
     * From now on, a connection of TLS with this one is one that we made, and verified; what he made himself is closed. For
     * his certificate is asked for by whoever connects, and never by whom he connects to.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    synchronized void onlyOurs(Peer server) {
        if (server.protocol() == Protocol.TLS && dialled.size() < MAX_DIALLED && dialled.add(server)) {
            Channel his = open.remove(server);
            if (his != null) {
                his.close();
            }
        }
    }

    /** @param ours whether it was made by us */
    synchronized boolean add(Peer far, Channel channel, boolean ours) {
        return (ours || !dialled.contains(far)) && open.putIfAbsent(far, channel) == null;
    }

    synchronized void remove(Peer far, Channel channel) {
        open.remove(far, channel);
    }

    synchronized @Nullable Channel find(Peer far) {
        Channel channel = open.get(far);
        return channel != null && channel.isActive() ? channel : null;
    }
}
