package dev.partyline.integration.bench.mix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.random.RandomGenerator;

/**
 * A phone's pair of ports.
 *
 * @param rtp at an even port, not blocking
 * @param rtcp at the next one: never read, but there for the server's reports, as with a real phone
 */
public record MediaPorts(DatagramChannel rtp, DatagramChannel rtcp) implements AutoCloseable {
    public static MediaPorts bind(InetAddress local, RandomGenerator random) throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = random.nextInt(15_000, 19_000) * 2;
            DatagramChannel even = DatagramChannel.open();
            DatagramChannel odd = DatagramChannel.open();
            try {
                even.bind(new InetSocketAddress(local, port)).configureBlocking(false);
                odd.bind(new InetSocketAddress(local, port + 1));
                return new MediaPorts(even, odd);
            } catch (IOException taken) {
                even.close();
                odd.close();
            }
        }
        throw new IOException("no free pair of ports on " + local.getHostAddress());
    }

    @Override
    public void close() throws IOException {
        rtp.close();
        rtcp.close();
    }
}
