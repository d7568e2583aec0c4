package dev.partyline.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserLoop;
import dev.partyline.media.BrowserTraffic;
import dev.partyline.media.MediaBridge;
import dev.partyline.media.MediaSettings;
import dev.partyline.media.PortRange;
import dev.partyline.media.RoomId;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrowsersAreServedBetweenTicks {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int LONG_ENOUGH_SECONDS = 30;

    private final CountDownLatch ticked = new CountDownLatch(10);
    private final CountDownLatch closed = new CountDownLatch(2);
    private final AtomicInteger datagrams = new AtomicInteger();
    private final BlockingQueue<String> threads = new LinkedBlockingQueue<>();
    private MediaBridge bridge;

    /** Sends back what comes, as a browser's edge would; breaks over a single byte. */
    private final class Echo implements BrowserTraffic {
        private final BrowserLoop loop;

        Echo(BrowserLoop loop) {
            this.loop = loop;
        }

        @Override
        public void received(ByteBuffer datagram, InetSocketAddress from, long nowNanos) {
            if (datagram.remaining() == 1) {
                throw new IllegalStateException("broken by a datagram, as the test wants it");
            }
            datagrams.incrementAndGet();
            threads.add(Thread.currentThread().getName());
            assertTrue(datagram.capacity() - datagram.limit() >= 64, "room for an SRTP tag");
            loop.send(datagram, from);
        }

        @Override
        public void tick(long nowNanos) {
            ticked.countDown();
        }

        @Override
        public void close(long nowNanos) {
            closed.countDown();
        }
    }

    @BeforeEach
    void start() throws IOException {
        bridge = MediaBridge.start(
                new MediaSettings(2, new PortRange(23900, 23949), Duration.ofSeconds(30), Duration.ofSeconds(300)));
        bridge.openBrowserPorts(HERE, 0, Echo::new);
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void whatComesIsHandedOverAtOnceAndAnswered() throws Exception {
        BrowserLoop loop = bridge.browserLoop(new RoomId("a"));
        try (DatagramSocket browser = new DatagramSocket(0, HERE)) {
            browser.setSoTimeout(LONG_ENOUGH_SECONDS * 1000);
            for (int i = 2; i < 300; i++) {
                browser.send(new DatagramPacket(new byte[i], i, loop.localAddress()));
                DatagramPacket back = new DatagramPacket(new byte[2000], 2000);
                browser.receive(back);
                assertEquals(i, back.getLength());
                assertEquals(loop.localAddress(), back.getSocketAddress());
            }
        }
        assertEquals(1, threads.stream().distinct().count(), "one loop, one thread");
        assertTrue(ticked.await(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS), "its browsers are ticked");
    }

    @Test
    void aDatagramThatBreaksItsReaderHarmsNoOther() throws Exception {
        BrowserLoop loop = bridge.browserLoop(new RoomId("a"));
        try (DatagramSocket browser = new DatagramSocket(0, HERE)) {
            browser.setSoTimeout(LONG_ENOUGH_SECONDS * 1000);
            browser.send(new DatagramPacket(new byte[1], 1, loop.localAddress()));
            browser.send(new DatagramPacket(new byte[3000], 3000, loop.localAddress()));
            browser.send(new DatagramPacket(new byte[5], 5, loop.localAddress()));
            DatagramPacket back = new DatagramPacket(new byte[2000], 2000);
            browser.receive(back);
            assertEquals(5, back.getLength());
            assertEquals(1, datagrams.get(), "one is broken over, one is too long, one is taken");
        }
    }

    @Test
    void commandsRunOnTheLoopAndInOrder() throws Exception {
        BrowserLoop loop = bridge.browserLoop(new RoomId("a"));
        BlockingQueue<Integer> ran = new LinkedBlockingQueue<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            assertTrue(loop.command(nowNanos -> ran.add(number)));
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, ran.poll(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, HERE);
                MediaBridge another = MediaBridge.start(new MediaSettings(
                        1, new PortRange(23950, 23999), Duration.ofSeconds(30), Duration.ofSeconds(300)))) {
            IOException refused = assertThrows(
                    IOException.class, () -> another.openBrowserPorts(HERE, taken.getLocalPort(), Echo::new));
            assertTrue(refused.toString().contains("" + taken.getLocalPort()), refused.toString());
        }
    }

    @Test
    void everythingIsClosedWithTheBridge() throws Exception {
        InetSocketAddress port = bridge.browserLoop(new RoomId("a")).localAddress();
        bridge.close();
        assertTrue(closed.await(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS), "both loops told their browsers");
        new DatagramSocket(port).close();
    }
}
