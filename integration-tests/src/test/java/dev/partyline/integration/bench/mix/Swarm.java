package dev.partyline.integration.bench.mix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends every phone's packet each 20 ms, the phones spread evenly over them, on one thread; receives and stamps on
 * another, and looks into nothing. Stop it before reading its figures.
 */
final class Swarm {
    private static final long TICK_NANOS = 20_000_000;
    /** Phones whose packets lie closer together than this leave together: sleeping for each costs more than sending. */
    private static final long LEAST_SLEEP_NANOS = 500_000;

    private final List<SwarmPhone> phones;
    private final Thread sender;
    private final Thread receiver;
    private volatile boolean running = true;
    private volatile boolean measuring;

    final Samples sendLatenessNanos = new Samples(1 << 20);

    Swarm(List<SwarmPhone> phones) {
        this.phones = List.copyOf(phones);
        sender = Thread.ofPlatform().name("swarm-sender").unstarted(this::send);
        receiver = Thread.ofPlatform().name("swarm-receiver").unstarted(this::receive);
    }

    void start() {
        receiver.start();
        sender.start();
    }

    void measure(boolean on) {
        measuring = on;
    }

    void stop() throws InterruptedException {
        running = false;
        sender.join(2_000);
        receiver.join(2_000);
    }

    private void send() {
        long startNanos = System.nanoTime();
        try {
            for (long packet = 0; running; packet++) {
                int phone = (int) (packet % phones.size());
                long deadlineNanos = startNanos + packet * TICK_NANOS / phones.size();
                long nowNanos = System.nanoTime();
                if (deadlineNanos - nowNanos > 0) {
                    nowNanos = sleepUntil(deadlineNanos + LEAST_SLEEP_NANOS / 2);
                }
                if (measuring) {
                    sendLatenessNanos.add(Math.max(0, nowNanos - deadlineNanos - LEAST_SLEEP_NANOS / 2));
                }
                phones.get(phone).send(nowNanos);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sleepUntil(long deadlineNanos) {
        long nowNanos = System.nanoTime();
        while (nowNanos - deadlineNanos < 0) {
            LockSupport.parkNanos(deadlineNanos - nowNanos);
            nowNanos = System.nanoTime();
        }
        return nowNanos;
    }

    private void receive() {
        byte[] datagram = new byte[2048];
        ByteBuffer in = ByteBuffer.allocateDirect(datagram.length);
        try (Selector selector = Selector.open()) {
            for (SwarmPhone phone : phones) {
                phone.rtp.register(selector, SelectionKey.OP_READ, phone);
            }
            while (running) {
                selector.select(key -> drain((SwarmPhone) key.attachment(), in, datagram), 100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drain(SwarmPhone phone, ByteBuffer in, byte[] datagram) {
        try {
            while (phone.rtp.isConnected() && phone.rtp.read(in.clear()) > 0) {
                long nowNanos = System.nanoTime();
                int length = in.flip().remaining();
                in.get(datagram, 0, length);
                phone.received(datagram, length, nowNanos);
            }
        } catch (PortUnreachableException e) {
            // As in sending: the leg is closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
