package dev.partyline.integration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends every phone's packet each 20 ms, the phones spread evenly over them, on one thread; receives and stamps on
 * another. Stop it before reading its figures.
 */
final class SwarmMedia {
    private static final long TICK_NANOS = 20_000_000;

    private final List<SwarmPhone> phones;
    private final List<SwarmPhone> talkers;
    private final Thread sender;
    private final Thread receiver;
    private volatile boolean running = true;
    private volatile boolean measuring;

    final Samples delaysNanos = new Samples(1 << 20);
    final Samples sendLatenessNanos = new Samples(1 << 20);

    SwarmMedia(List<SwarmPhone> phones) {
        this.phones = List.copyOf(phones);
        this.talkers = phones.stream().filter(phone -> phone.talks).toList();
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
        long start = System.nanoTime();
        long slotNanos = TICK_NANOS / phones.size();
        try {
            for (long tick = 0; running; tick++) {
                for (int i = 0; i < phones.size(); i++) {
                    long deadlineNanos = start + tick * TICK_NANOS + i * slotNanos;
                    long now = System.nanoTime();
                    while (now < deadlineNanos) {
                        LockSupport.parkNanos(deadlineNanos - now);
                        now = System.nanoTime();
                    }
                    if (measuring) {
                        sendLatenessNanos.add(now - deadlineNanos);
                    }
                    phones.get(i).send(now);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive() {
        byte[] datagram = new byte[2048];
        try (Selector selector = Selector.open()) {
            for (SwarmPhone phone : phones) {
                phone.rtp.register(selector, SelectionKey.OP_READ, phone);
            }
            while (running) {
                selector.select(key -> drain((SwarmPhone) key.attachment(), datagram), 100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain(SwarmPhone phone, byte[] datagram) {
        ByteBuffer in = ByteBuffer.wrap(datagram);
        try {
            while (phone.rtp.isConnected() && phone.rtp.read(in.clear()) > 0) {
                long now = System.nanoTime();
                long delay = phone.delayNanos(datagram, in.position(), now, lastTalker());
                if (measuring && delay > 0) {
                    delaysNanos.add(delay);
                }
            }
        } catch (PortUnreachableException e) {
            // As in sending: the leg is closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bursts do not overlap, so what is heard began with the talker who began last. */
    private @Nullable SwarmPhone lastTalker() {
        SwarmPhone last = null;
        for (SwarmPhone talker : talkers) {
            if (last == null || talker.lastOnsetSentNanos > last.lastOnsetSentNanos) {
                last = talker;
            }
        }
        return last;
    }
}
