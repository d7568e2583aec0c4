package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a browser and the bridge: TCP and UDP through another loopback address, to be cut and mended. */
public final class Wire implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** Passes this TCP port of the bridge on. */
    public Wire tcp(InetAddress at, InetSocketAddress bridge) throws IOException {
        ServerSocket server = new ServerSocket(bridge.getPort(), 100, at);
        open.add(server);
        Thread.startVirtualThread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket browser = server.accept();
                    Socket inner = new Socket(bridge.getAddress(), bridge.getPort());
                    open.add(browser);
                    open.add(inner);
                    Thread.startVirtualThread(() -> pump(browser, inner));
                    Thread.startVirtualThread(() -> pump(inner, browser));
                } catch (IOException bridgeDown) {
                    // The browser tries again.
                }
            }
        });
        return this;
    }

    /** Passes this UDP port of the bridge on. */
    public Wire udp(InetAddress at, InetSocketAddress bridge) throws IOException {
        DatagramSocket outer = new DatagramSocket(bridge.getPort(), at);
        open.add(outer);
        Map<SocketAddress, DatagramSocket> inner = new ConcurrentHashMap<>();
        Thread.startVirtualThread(() -> forward(outer, packet -> {
            DatagramSocket to = inner.computeIfAbsent(packet.getSocketAddress(), from -> back(outer, from, bridge));
            to.send(new DatagramPacket(packet.getData(), packet.getLength(), bridge));
        }));
        return this;
    }

    private DatagramSocket back(DatagramSocket outer, SocketAddress browser, InetSocketAddress bridge) {
        try {
            DatagramSocket socket = new DatagramSocket(0, bridge.getAddress());
            open.add(socket);
            Thread.startVirtualThread(() -> forward(
                    socket, packet -> outer.send(new DatagramPacket(packet.getData(), packet.getLength(), browser))));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Way {
        void take(DatagramPacket packet) throws IOException;
    }

    private void forward(DatagramSocket from, Way way) {
        byte[] bytes = new byte[2048];
        while (!from.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                from.receive(packet);
                if (!cut) {
                    way.take(packet);
                }
            } catch (IOException closedOrUnreachable) {
                // As on any network, the datagram is gone.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] bytes = new byte[BUFFER_BYTES];
        try (from;
                to) {
            for (int count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                while (cut) {
                    Thread.sleep(20);
                }
                to.getOutputStream().write(bytes, 0, count);
                to.getOutputStream().flush();
            }
        } catch (IOException closed) {
            // Both ends are closed with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing gets through from now on: datagrams are lost, connections stand still. */
    public void cut() {
        cut = true;
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut = false;
        open.forEach(closeable -> {
            try {
                closeable.close();
            } catch (Exception e) {
                System.out.println("closing the wire: " + e);
            }
        });
    }
}
