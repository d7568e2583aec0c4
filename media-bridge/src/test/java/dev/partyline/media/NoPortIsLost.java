package dev.partyline.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.Prompt;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NoPortIsLost {
    private static final PhoneStream STREAM = new PhoneStream(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 9000),
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 9001),
            PhoneStream.Codec.PCMU,
            101,
            MediaDirection.SENDRECV,
            20);

    @Test
    void whenCallsComeAndGoAndTheBridgeClosesInTheMidstOfThem() throws Exception {
        PortRange ports = Loopback.freePorts(200);
        MediaBridge bridge =
                MediaBridge.start(new MediaSettings(2, ports, Duration.ofSeconds(30), Duration.ofSeconds(300)));
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SplittableRandom random = new SplittableRandom(i);
            callers.add(Thread.startVirtualThread(() -> call(bridge, random, opened, refused)));
        }
        while (opened.get() < 300) {
            Thread.sleep(5);
        }
        bridge.close();
        for (Thread caller : callers) {
            assertTrue(caller.join(Duration.ofSeconds(30)));
        }
        assertEquals(8, refused.get());
        assertEquals(100, bridge.stats().freePorts());
        assertEquals(0, bridge.stats().legs());
        Loopback.bindAll(ports.first(), 200);
    }

    private static void call(MediaBridge bridge, SplittableRandom random, AtomicInteger opened, AtomicInteger refused) {
        try {
            while (true) {
                PhoneMedia phone = bridge.openPhone(
                        new RoomId("room-" + random.nextInt(5)), Language.ENGLISH, Loopback.address(), event -> {});
                opened.incrementAndGet();
                phone.connect(STREAM);
                phone.say(List.of(Prompt.MUTED));
                phone.enter(new RoomId("room-" + random.nextInt(5)));
                Thread.sleep(random.nextInt(50));
                phone.close();
            }
        } catch (IllegalStateException closed) {
            refused.incrementAndGet();
        } catch (PortsExhaustedException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
