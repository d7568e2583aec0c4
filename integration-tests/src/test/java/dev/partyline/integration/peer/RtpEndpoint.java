package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A phone's RTP: speaks every 20 ms on an absolute schedule, presses keys by RFC 4733, keeps what it hears. */
final class RtpEndpoint implements AutoCloseable {
    static final int EVENT_PAYLOAD_TYPE = 101;
    private static final String KEYS = "0123456789*#ABCD";
    private static final long TICK_NANOS = 20_000_000;
    private static final int FRAME = 160;

    private final DatagramSocket socket;
    private final Ear ear = new Ear();
    private final BlockingQueue<KeyPress> keys = new LinkedBlockingQueue<>(64);
    private volatile Sound sound = Sound.silence();
    private volatile Codec codec;
    private volatile int eventPayloadType = EVENT_PAYLOAD_TYPE;
    private volatile @Nullable InetSocketAddress remote;
    private volatile boolean open = true;

    private final int ssrc = ThreadLocalRandom.current().nextInt();
    private int sequence = ThreadLocalRandom.current().nextInt(0x10000);
    private int timestamp = ThreadLocalRandom.current().nextInt();
    private boolean mark = true;

    private record KeyPress(int event, CountDownLatch done) {}

    RtpEndpoint(InetAddress address, Codec codec) {
        this.codec = codec;
        socket = bindEven(address);
        Thread.ofPlatform().name("phone-speaks").daemon().start(this::speak);
        Thread.ofPlatform().name("phone-hears").daemon().start(this::listen);
    }

    private static DatagramSocket bindEven(InetAddress address) {
        for (int attempt = 0; attempt < 200; attempt++) {
            int port = 30000 + 2 * ThreadLocalRandom.current().nextInt(1000);
            try {
                return new DatagramSocket(new InetSocketAddress(address, port));
            } catch (BindException taken) {
                // Another phone's: draw again.
            } catch (SocketException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no free RTP port at " + address);
    }

    int port() {
        return socket.getLocalPort();
    }

    Ear ear() {
        return ear;
    }

    void send(InetSocketAddress to, Codec codec, int eventPayloadType) {
        this.codec = codec;
        this.eventPayloadType = eventPayloadType;
        remote = to;
    }

    void say(Sound sound) {
        this.sound = sound;
    }

    /** Presses the keys one after the other; returns when the last one is released. */
    void press(String digits) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            int event = KEYS.indexOf(digits.charAt(i));
            if (event < 0) {
                throw new IllegalArgumentException("no such key in " + digits);
            }
            keys.put(new KeyPress(event, done));
        }
        done.await();
    }

    private void speak() {
        long startNanos = System.nanoTime();
        short[] frame = new short[FRAME];
        KeyPress key = null;
        int keyTicks = 0;
        int keyTimestamp = 0;
        for (long tick = 0; open; tick++) {
            long deadlineNanos = startNanos + tick * TICK_NANOS;
            while (open && deadlineNanos - System.nanoTime() > 0) {
                LockSupport.parkNanos(deadlineNanos - System.nanoTime());
            }
            sound.fill(frame);
            if (key == null) {
                key = keys.poll();
                keyTicks = 0;
                keyTimestamp = timestamp;
            }
            if (key == null) {
                sendAudio(frame);
            } else if (keyTicks < 8) {
                sendEvent(key.event(), keyTimestamp, Math.min(keyTicks + 1, 6) * FRAME, keyTicks >= 5, keyTicks == 0);
            } else {
                sendAudio(frame);
            }
            timestamp += FRAME;
            if (key != null && ++keyTicks == 12) {
                key.done().countDown();
                key = null;
            }
        }
    }

    private void sendAudio(short[] frame) {
        ByteBuffer packet = header(codec.payloadType, timestamp, mark, FRAME);
        mark = false;
        for (short sample : frame) {
            packet.put(codec.encode(sample));
        }
        transmit(packet);
    }

    /*
     * RFC 4733 section 2.3:
     *  0               1               2               3
     * |     event     |E|R| volume    |          duration             |
     */
    private void sendEvent(int event, int eventTimestamp, int duration, boolean end, boolean first) {
        ByteBuffer packet = header(eventPayloadType, eventTimestamp, first, 4);
        packet.put((byte) event).put((byte) ((end ? 0x80 : 0) | 10)).putShort((short) duration);
        transmit(packet);
    }

    private ByteBuffer header(int payloadType, int packetTimestamp, boolean marker, int payloadLength) {
        return ByteBuffer.allocate(12 + payloadLength)
                .put((byte) 0x80)
                .put((byte) ((marker ? 0x80 : 0) | payloadType))
                .putShort((short) sequence++)
                .putInt(packetTimestamp)
                .putInt(ssrc);
    }

    private void transmit(ByteBuffer packet) {
        InetSocketAddress to = remote;
        if (to == null || !open) {
            return;
        }
        byte[] bytes = new byte[packet.position()];
        packet.flip().get(bytes);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException gone) {
            // The far end closed its port, as it may at the end of a call; a phone goes on.
        }
    }

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (open) {
            try {
                packet.setLength(2048);
                socket.receive(packet);
            } catch (IOException e) {
                continue;
            }
            hear(System.nanoTime(), ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        }
    }

    private void hear(long arrivedNanos, ByteBuffer packet) {
        if (packet.remaining() < 12 || (packet.get(0) & 0xC0) != 0x80) {
            return;
        }
        int payloadType = packet.get(1) & 0x7F;
        Codec decoder = Arrays.stream(Codec.values())
                .filter(candidate -> candidate.payloadType == payloadType)
                .findFirst()
                .orElse(null);
        int payload = 12 + 4 * (packet.get(0) & 0x0F);
        if (decoder == null || payload > packet.limit()) {
            return;
        }
        short[] samples = new short[packet.limit() - payload];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = decoder.decode(packet.get(payload + i));
        }
        ear.hear(arrivedNanos, packet.getInt(8), packet.getInt(4), samples);
    }

    @Override
    public void close() {
        open = false;
        socket.close();
    }
}
