package dev.partyline.media;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A loopback address of this process's own, so that no other run on the machine takes its ports while it counts them. */
final class Loopback {
    // A process number has 22 bits at most (Linux's PID_MAX_LIMIT); 127.128.0.0/9 is not 127.0.0.1 and its neighbours.
    private static final long PROCESS = ProcessHandle.current().pid();

    private Loopback() {}

    static InetAddress address() {
        return InetAddress.ofLiteral(
                "127." + (128 + (PROCESS >> 16 & 0x3f)) + "." + (PROCESS >> 8 & 0xff) + "." + (PROCESS & 0xff));
    }

    /** As many ports as that, each of which the kernel gave a moment ago: none is held by a socket of all addresses. */
    static PortRange freePorts(int count) throws IOException {
        IOException taken = new IOException();
        for (int attempt = 0; attempt < 100; attempt++) {
            // Below 32768, from where on the kernel gives ports to whoever asks for any.
            int first = 10_000 + 2 * ThreadLocalRandom.current().nextInt((32_000 - 10_000 - count) / 2);
            try {
                bindAll(first, count);
                return new PortRange(first, first + count - 1);
            } catch (IOException e) {
                taken = e;
            }
        }
        throw taken;
    }

    /** Binds all of them at once, and lets them go. */
    static void bindAll(int first, int count) throws IOException {
        List<DatagramSocket> held = new ArrayList<>();
        try {
            for (int port = first; port < first + count; port++) {
                held.add(new DatagramSocket(new InetSocketAddress(address(), port)));
            }
        } finally {
            held.forEach(DatagramSocket::close);
        }
    }
}
