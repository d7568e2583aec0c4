package dev.partyline.webrtc.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.dtls.DtlsIdentity;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.ice.CheckRefusal;
import dev.partyline.webrtc.sfu.EdgeCounters.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two browsers of one loop: neither has the other's address, nor more of the loop than a browser needs. */
final class NobodyTakesWhatIsAnothers {
    private static final long SECOND = 1_000_000_000L;
    private static final InetSocketAddress HERS = new InetSocketAddress("127.0.77.20", 5_000);
    private static final InetSocketAddress HIS = new InetSocketAddress("127.0.77.66", 5_000);

    private final SecureRandom random = new SecureRandom();
    private final Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final InMemoryLoop loop = new InMemoryLoop();
    private final Admission admission = new Admission(
            DtlsIdentity.create(random, now),
            random,
            InstantSource.fixed(now),
            new AdvertisedAddresses(List.of(InetAddress.getLoopbackAddress())),
            3);
    private final EdgeLoop edge = new EdgeLoop(loop, admission);

    private VirtualBrowser browser(String name, InetSocketAddress address) throws Exception {
        return new VirtualBrowser(name, address, admission, edge, loop);
    }

    private void pass(long nanos) {
        long until = loop.nowNanos + nanos;
        while (loop.nowNanos < until) {
            loop.nowNanos += SECOND / 50;
            loop.run();
            edge.tick(loop.nowNanos);
        }
    }

    private static void assertNear(long expected, long actual, long off) {
        assertTrue(Math.abs(actual - expected) <= off, actual + " instead of " + expected);
    }

    private long taken() {
        return edge.refusals().value(CheckRefusal.ADDRESS_TAKEN);
    }

    @Test
    void aForgedCheckMovesNobodysAddress() throws Exception {
        try (VirtualBrowser alice = browser("alice", HERS);
                VirtualBrowser mallory = browser("mallory", HIS)) {
            alice.connect();
            mallory.connect();
            for (int i = 1; i <= 60; i++) {
                assertFalse(mallory.check(HERS));
                assertEquals(i, taken());
                long received = edge.counters().value(Counter.RTP_RECEIVED);
                alice.speak(120);
                assertEquals(received + 1, edge.counters().value(Counter.RTP_RECEIVED), "it is hers");
                assertTrue(alice.check(HERS));
                assertTrue(mallory.check(HIS));
                pass(SECOND);
            }
            assertTrue(alice.events.stream().noneMatch(BrowserEvent.Gone.class::isInstance));
        }
    }

    @Test
    void anAddressIsFreeWhenItsBrowserWasSilentForThirtySeconds() throws Exception {
        try (VirtualBrowser alice = browser("alice", HERS);
                VirtualBrowser bob = browser("bob", HIS)) {
            alice.connect();
            InetSocketAddress former = new InetSocketAddress(HERS.getAddress(), 5_001);
            assertTrue(alice.check(former));
            // She moves on; that address is still hers, until it is not.
            bob.connect();
            for (int second = 0; second < 29; second++) {
                assertTrue(alice.check(HERS));
                assertTrue(bob.check(HIS));
                assertFalse(bob.check(former), "second " + second);
                pass(SECOND);
            }
            assertTrue(alice.check(HERS));
            assertTrue(bob.check(HIS));
            pass(SECOND);
            assertTrue(bob.check(former));
            assertFalse(alice.check(former));
            assertEquals(30, taken());
        }
    }

    @Test
    void anAddressIsFreeAtOnceWhenItsBrowserLeaves() throws Exception {
        try (VirtualBrowser alice = browser("alice", HERS);
                VirtualBrowser bob = browser("bob", HIS)) {
            assertTrue(alice.check(HERS));
            assertFalse(bob.check(HERS));
            alice.media.close();
            pass(SECOND / 50);
            assertTrue(bob.check(HERS));
        }
    }

    @Test
    void aFloodOfPacketsIsCutAndHarmsNobody() throws Exception {
        try (VirtualBrowser mallory = browser("mallory", HIS);
                VirtualBrowser alice = browser("alice", HERS)) {
            mallory.connect();
            alice.connect();
            long before = edge.counters().value(Counter.RTP_RECEIVED);
            for (int milli = 0; milli < 5_000; milli++) {
                for (int i = 0; i < 5; i++) {
                    mallory.speak(60);
                }
                if (milli % 20 == 0) {
                    alice.speak(120);
                }
                loop.nowNanos += SECOND / 1_000;
            }
            long received = edge.counters().value(Counter.RTP_RECEIVED) - before;
            // A second's worth at once, five seconds' after that, and 250 of hers.
            assertNear(2_000 + 5 * 2_000 + 250, received, 10);
            assertEquals(25_250 - received, edge.counters().value(Counter.MEDIA_OVER_BUDGET));
            assertEquals(25_250 - received, mallory.media.stats().packetsDropped());
            pass(SECOND);
            mallory.speak(60);
            assertEquals(25_250 - received, edge.counters().value(Counter.MEDIA_OVER_BUDGET), "it has earned anew");
        }
    }

    @Test
    void aFloodOfBytesIsCut() throws Exception {
        try (VirtualBrowser mallory = browser("mallory", HIS)) {
            mallory.connect();
            long before = edge.counters().value(Counter.RTP_RECEIVED);
            for (int milli = 0; milli < 5_000; milli++) {
                mallory.speak(1_250);
                mallory.speak(1_250);
                loop.nowNanos += SECOND / 1_000;
            }
            long received = edge.counters().value(Counter.RTP_RECEIVED) - before;
            assertNear(6_000_000 / 1_250, received, 10);
        }
    }

    @Test
    void whoForgesAnAddressSpendsNothingOfItsOwners() throws Exception {
        try (VirtualBrowser alice = browser("alice", HERS)) {
            alice.connect();
            Random bytes = new Random(4);
            for (int i = 0; i < 10_000; i++) {
                byte[] junk = new byte[60];
                bytes.nextBytes(junk);
                junk[0] = (byte) 0x80;
                junk[1] = 111;
                alice.send(junk, HERS);
            }
            assertEquals(0, edge.counters().value(Counter.MEDIA_OVER_BUDGET));
            assertTrue(edge.counters().value(DropReason.UNAUTHENTICATED) > 5_000);
            long received = edge.counters().value(Counter.RTP_RECEIVED);
            alice.speak(120);
            assertEquals(received + 1, edge.counters().value(Counter.RTP_RECEIVED));
        }
    }

    @Test
    void aFloodOfHandshakesIsCut() throws Exception {
        try (VirtualBrowser mallory = browser("mallory", HIS)) {
            mallory.connect();
            long before = edge.counters().value(Counter.DTLS_RECEIVED);
            for (int milli = 0; milli < 10_000; milli++) {
                mallory.send(new byte[] {22, (byte) 0xfe, (byte) 0xfd, 0}, HIS);
                loop.nowNanos += SECOND / 1_000;
            }
            assertEquals(10_000, edge.counters().value(Counter.DTLS_RECEIVED) - before);
            // A hundred at once, less those of the handshake, and fifty a second.
            assertNear(10_000 - 600, edge.counters().value(Counter.DTLS_OVER_BUDGET), 20);
        }
    }
}
