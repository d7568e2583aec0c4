package dev.partyline.integration.bench.mix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that a Java server of phones can do: a socket for each, connected to whoever sends first; every 20 ms one
 * packet is read from each and sent back. No signalling, no RTP, no sound: what is above it, is the bridge's own.
 *
 * <p>Arguments: the address, the first port, how many. Ends with its standard input.
 */
final class BareLoop {
    private static final long TICK_NANOS = 20_000_000;

    private BareLoop() {}

    static void main(String[] args) throws IOException {
        InetAddress address = InetAddress.getByName(args[0]);
        int firstPort = Integer.parseInt(args[1]);
        DatagramChannel[] channels = new DatagramChannel[Integer.parseInt(args[2])];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = DatagramChannel.open();
            channels[i].bind(new InetSocketAddress(address, firstPort + i)).configureBlocking(false);
        }
        Thread loop = Thread.ofPlatform().daemon().name("bare-loop").start(() -> loop(channels));
        System.out.println("ready");
        while (System.in.read() >= 0 && loop.isAlive()) {
            // What is written to it means nothing; its end does.
        }
    }

    private static void loop(DatagramChannel[] channels) {
        ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
        long deadlineNanos = System.nanoTime() + TICK_NANOS;
        while (true) {
            for (DatagramChannel channel : channels) {
                try {
                    echo(channel, packet);
                } catch (PortUnreachableException e) {
                    // The phone has gone.
                } catch (IOException e) {
                    return;
                }
            }
            for (long left = deadlineNanos - System.nanoTime(); left > 0; left = deadlineNanos - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            deadlineNanos += TICK_NANOS;
        }
    }

    private static void echo(DatagramChannel channel, ByteBuffer packet) throws IOException {
        packet.clear();
        if (channel.isConnected()) {
            if (channel.read(packet) > 0) {
                channel.write(packet.flip());
            }
            return;
        }
        SocketAddress phone = channel.receive(packet);
        if (phone != null) {
            channel.connect(phone);
            channel.write(packet.flip());
        }
    }
}
