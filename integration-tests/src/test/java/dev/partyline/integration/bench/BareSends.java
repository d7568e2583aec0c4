package dev.partyline.integration.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a machine asks for a datagram that is only sent: one unconnected JDK channel, each datagram to all receivers in
 * turn, at the pace of the bench. It encrypts nothing and knows nobody, so it is the least that a forwarder of this kind
 * can cost, and it moves with the machine as the bridge does.
 */
final class BareSends implements AutoCloseable {
    private static final int MOST_BYTES = 1_500;
    private static final long MILLISECOND_NANOS = 1_000_000L;

    private final DatagramChannel sender;
    private final List<DatagramChannel> receivers = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    BareSends(int count) throws IOException {
        sender = open();
        for (int i = 0; i < count; i++) {
            DatagramChannel receiver = open();
            receivers.add(receiver);
            addresses.add((InetSocketAddress) receiver.getLocalAddress());
        }
    }

    private static DatagramChannel open() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        return channel;
    }

    /** CPU microseconds of the sending thread a datagram. */
    double microsADatagram(int bytes, int datagramsASecond, int seconds) throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(bytes);
        ByteBuffer received = ByteBuffer.allocateDirect(MOST_BYTES);
        long periodNanos = 1_000_000_000L / datagramsASecond;
        long rounds = (long) datagramsASecond * seconds;
        long cpuNanos = 0;
        long startNanos = System.nanoTime();
        for (long round = 0; round < rounds; round++) {
            long beforeNanos = threads.getCurrentThreadCpuTime();
            for (InetSocketAddress address : addresses) {
                datagram.clear();
                sender.send(datagram, address);
            }
            cpuNanos += threads.getCurrentThreadCpuTime() - beforeNanos;
            for (DatagramChannel receiver : receivers) {
                received.clear();
                receiver.receive(received);
            }
            long untilNanos = startNanos + (round + 1) * periodNanos;
            while (System.nanoTime() - untilNanos < 0) {
                LockSupport.parkNanos(MILLISECOND_NANOS);
            }
        }
        return cpuNanos / 1000.0 / (rounds * addresses.size());
    }

    @Override
    public void close() throws IOException {
        sender.close();
        for (DatagramChannel receiver : receivers) {
            receiver.close();
        }
    }
}
