package dev.partyline.media.room;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A network without loss or delay between one leg and one test phone. */
final class InMemoryTransport implements PhoneTransport {
    final Queue<byte[]> toBridge = new ArrayDeque<>();
    final List<byte[]> fromBridge = new ArrayList<>();
    final Queue<byte[]> rtcpToBridge = new ArrayDeque<>();
    final List<byte[]> rtcpFromBridge = new ArrayList<>();
    boolean reachable = true;
    boolean connected;
    boolean closed;

    @Nullable
    RuntimeException throwing;

    @Override
    public boolean connect(InetSocketAddress remoteRtp, InetSocketAddress remoteRtcp) {
        connected = reachable;
        return reachable;
    }

    @Override
    public void disconnect() {
        connected = false;
    }

    @Override
    public int receiveRtp(ByteBuffer into) {
        throwWhereAsked();
        return take(toBridge, into);
    }

    @Override
    public int receiveRtcp(ByteBuffer into) {
        return take(rtcpToBridge, into);
    }

    private void throwWhereAsked() {
        if (throwing != null) {
            throw throwing;
        }
    }

    private static int take(Queue<byte[]> from, ByteBuffer into) {
        byte[] datagram = from.poll();
        if (datagram == null) {
            return -1;
        }
        into.put(datagram);
        return datagram.length;
    }

    @Override
    public boolean sendRtp(ByteBuffer datagram) {
        throwWhereAsked();
        return send(datagram, fromBridge);
    }

    @Override
    public boolean sendRtcp(ByteBuffer datagram) {
        return send(datagram, rtcpFromBridge);
    }

    private boolean send(ByteBuffer datagram, List<byte[]> to) {
        if (!connected) {
            return false;
        }
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        to.add(bytes);
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
