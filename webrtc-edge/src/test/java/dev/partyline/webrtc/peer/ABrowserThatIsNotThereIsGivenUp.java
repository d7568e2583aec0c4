package dev.partyline.webrtc.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.RoomId;
import dev.partyline.media.dtls.DtlsAssociation;
import dev.partyline.media.dtls.DtlsFingerprint;
import dev.partyline.media.dtls.DtlsIdentity;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMedia;
import dev.partyline.webrtc.EdgeFullException;
import dev.partyline.webrtc.OfferRefusedException;
import dev.partyline.webrtc.TestOffer;
import dev.partyline.webrtc.ice.IceClient;
import dev.partyline.webrtc.ice.IceCredentials;
import dev.partyline.webrtc.sdp.Offer;
import dev.partyline.webrtc.sfu.EdgeCounters.Counter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ABrowserThatIsNotThereIsGivenUp {
    private static final long SECOND = 1_000_000_000L;
    private static final InetSocketAddress BROWSER = new InetSocketAddress("127.0.77.20", 5_000);
    private static final InetSocketAddress STRANGER = new InetSocketAddress("127.0.77.66", 5_000);

    private final SecureRandom random = new SecureRandom();
    private final Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final DtlsIdentity bridge = DtlsIdentity.create(random, now);
    private final DtlsIdentity browser = DtlsIdentity.create(random, now);
    private final IceCredentials credentials = IceCredentials.create(random);
    private final InMemoryLoop loop = new InMemoryLoop();
    private final Admission admission = new Admission(
            bridge,
            random,
            InstantSource.fixed(now),
            new AdvertisedAddresses(List.of(InetAddress.getLoopbackAddress())),
            1);
    private final EdgeLoop edge = new EdgeLoop(loop, admission);
    private final List<BrowserEvent> events = new ArrayList<>();
    private BrowserMedia media;
    private IceClient ice;

    @BeforeEach
    void join() throws OfferRefusedException {
        media = admission.join(edge, new RoomId("r"), new BrowserId("b"), offer(2), BrowserMode.FORWARDED, events::add);
        ice = new IceClient(
                credentials.ufrag(),
                new IceCredentials(find("a=ice-ufrag:(.+)"), find("a=ice-pwd:(.+)")),
                new Random(1));
    }

    private Offer offer(int videos) throws OfferRefusedException {
        return Offer.parse(new TestOffer(true, true, 5, videos)
                .text(credentials.ufrag(), credentials.password(), browser.sha256Fingerprint(), 1, 2));
    }

    private String find(String pattern) {
        Matcher matcher = Pattern.compile(pattern + "\\r?\\n").matcher(media.answer());
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    private void ticksUntil(long nanos) {
        while (loop.nowNanos < nanos) {
            loop.nowNanos += SECOND / 50;
            loop.run();
            edge.tick(loop.nowNanos);
        }
    }

    private void receive(byte[] bytes, InetSocketAddress from) {
        ByteBuffer datagram = ByteBuffer.allocate(2304);
        datagram.put(bytes).flip();
        edge.received(datagram, from, loop.nowNanos);
    }

    @Test
    void itsStatsSayWhenItWasHeardLast() {
        long begin = loop.nowNanos;
        assertEquals(begin, media.stats().heardNanos());
        ticksUntil(begin + 5 * SECOND);
        assertEquals(begin, media.stats().heardNanos());
        receive(ice.check(true), BROWSER);
        long checked = loop.nowNanos;
        ticksUntil(begin + 7 * SECOND);
        assertEquals(checked, media.stats().heardNanos());
        byte[] forged = ice.check(true);
        forged[forged.length - 1] ^= 1;
        receive(forged, BROWSER);
        ticksUntil(begin + 8 * SECOND);
        assertEquals(checked, media.stats().heardNanos(), "what is not signed is nobody's");
    }

    @Test
    void whoNeverChecksHasFailedAfterFifteenSeconds() throws OfferRefusedException {
        long begin = loop.nowNanos;
        ticksUntil(begin + 14 * SECOND);
        assertTrue(events.isEmpty());
        assertThrows(
                EdgeFullException.class,
                () -> admission.join(
                        edge, new RoomId("r"), new BrowserId("c"), offer(2), BrowserMode.MIXED, event -> {}));
        ticksUntil(begin + 15 * SECOND);
        assertInstanceOf(BrowserEvent.Failed.class, events.getFirst());
        assertEquals(1, events.size());
        assertTrue(loop.audio.closed);
        assertEquals(0, edge.counters().value(Counter.BROWSERS));
        receive(ice.check(true), BROWSER);
        assertTrue(loop.sent.isEmpty(), "nobody is known by that ufrag any more");
        // The place is free again.
        admission.join(edge, new RoomId("r"), new BrowserId("d"), offer(2), BrowserMode.MIXED, event -> {});
    }

    @Test
    void aHandshakeThatNeverEndsHasFailedToo() {
        receive(ice.check(true), BROWSER);
        assertEquals(1, loop.sent.size());
        ticksUntil(loop.nowNanos + 15 * SECOND);
        assertInstanceOf(BrowserEvent.Failed.class, events.getFirst());
        assertFalse(loop.audio.entered);
    }

    @Test
    void oneThatBreaksOnItsWayOutIsOutAndHoldsNobodyUp() throws OfferRefusedException {
        Admission two = new Admission(
                bridge,
                random,
                InstantSource.fixed(now),
                new AdvertisedAddresses(List.of(InetAddress.getLoopbackAddress())),
                2);
        BrowserMode mode = BrowserMode.FORWARDED;
        two.join(edge, new RoomId("r"), new BrowserId("c"), offer(2), mode, events::add);
        two.join(edge, new RoomId("r"), new BrowserId("d"), offer(2), mode, events::add);
        loop.audio.breaks = true;
        loop.nowNanos += 16 * SECOND;
        assertThrows(IllegalStateException.class, () -> edge.tick(loop.nowNanos), "it is told to the loop");
        assertEquals(0, edge.counters().value(Counter.BROWSERS));
        loop.audio.breaks = false;
        two.join(edge, new RoomId("r"), new BrowserId("e"), offer(2), mode, events::add);
        two.join(edge, new RoomId("r"), new BrowserId("f"), offer(2), mode, events::add);
    }

    @Test
    void aLoopThatHangsKeepsNoPlace() throws Exception {
        media.close();
        ticksUntil(loop.nowNanos + SECOND);
        BrowserMode mode = BrowserMode.FORWARDED;
        CompletableFuture<BrowserMedia> other = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                other.complete(admission.join(edge, new RoomId("r"), new BrowserId("c"), offer(2), mode, events::add));
            } catch (OfferRefusedException | RuntimeException e) {
                other.completeExceptionally(e);
            }
        });
        ExecutionException refused = assertThrows(ExecutionException.class, () -> other.get(30, TimeUnit.SECONDS));
        assertInstanceOf(EdgeFullException.class, refused.getCause());
        admission.join(edge, new RoomId("r"), new BrowserId("d"), offer(2), mode, events::add);
        loop.run();
        assertEquals(1, edge.counters().value(Counter.BROWSERS), "who waited has gone");
    }

    @Test
    void whoComesBackIsNotKeptOutByTheMediaHeHad() throws OfferRefusedException {
        media.close();
        media.close();
        BrowserMode mode = BrowserMode.FORWARDED;
        admission.join(edge, new RoomId("r"), new BrowserId("b"), offer(2), mode, events::add);
        // One place was given back, and neither closing twice nor the tick gives back another.
        ticksUntil(loop.nowNanos + SECOND);
        assertEquals(1, edge.counters().value(Counter.BROWSERS));
        assertThrows(
                EdgeFullException.class,
                () -> admission.join(edge, new RoomId("r"), new BrowserId("c"), offer(2), mode, events::add));
    }

    @Test
    void strangersAreAnsweredByNothing() {
        receive(ice.check(true), BROWSER);
        loop.sent.clear();
        Random bytes = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            byte[] datagram = new byte[1 + bytes.nextInt(200)];
            bytes.nextBytes(datagram);
            receive(datagram, i % 2 == 0 ? STRANGER : new InetSocketAddress(STRANGER.getAddress(), 1 + i % 60_000));
        }
        assertTrue(loop.sent.isEmpty());
        assertEquals(100_000, edge.counters().value(Counter.DROPPED_STRANGER));
        assertEquals(0, edge.counters().value(Counter.DTLS_RECEIVED));
        receive(new byte[] {20, 0}, BROWSER);
        assertEquals(1, edge.counters().value(Counter.DTLS_RECEIVED));
        long early = edge.counters().value(Counter.DROPPED_EARLY);
        receive(new byte[] {(byte) 0x80, 111}, BROWSER);
        assertEquals(early + 1, edge.counters().value(Counter.DROPPED_EARLY));
        receive(new byte[] {100}, BROWSER);
        assertEquals(1, edge.counters().value(Counter.DROPPED_UNKNOWN));
        assertTrue(events.isEmpty());
    }

    /** In real time: the handshake's threads know no other. */
    private DtlsAssociation connect() throws InterruptedException {
        receive(ice.check(true), BROWSER);
        ConcurrentLinkedQueue<byte[]> fromBrowser = new ConcurrentLinkedQueue<>();
        DtlsAssociation client = DtlsAssociation.start(
                DtlsAssociation.Role.CLIENT,
                browser,
                DtlsFingerprint.parse(find("a=fingerprint:(.+)")),
                (bytes, offset, length) -> fromBrowser.add(Arrays.copyOfRange(bytes, offset, offset + length)),
                new Ignoring());
        long deadline = System.currentTimeMillis() + 30_000;
        while (events.stream().noneMatch(BrowserEvent.Connected.class::isInstance)) {
            assertTrue(System.currentTimeMillis() < deadline, "not connected: " + events);
            for (byte[] bytes = fromBrowser.poll(); bytes != null; bytes = fromBrowser.poll()) {
                receive(bytes, BROWSER);
            }
            loop.run();
            loop.sent.stream()
                    .filter(sent -> sent.bytes().get(0) >= 20)
                    .forEach(sent -> assertTrue(client.received(sent.bytes().duplicate())));
            loop.sent.clear();
            Thread.sleep(5);
        }
        assertTrue(loop.audio.entered);
        return client;
    }

    @Test
    void aMuteNeedsNoPlaceInTheQueue() throws InterruptedException {
        try (DtlsAssociation _ = connect()) {
            assertFalse(loop.audio.muted);
            loop.full = true;
            media.mute(true);
            ticksUntil(loop.nowNanos + SECOND / 50);
            assertTrue(loop.audio.muted);
            media.mute(false);
            ticksUntil(loop.nowNanos + SECOND / 50);
            assertFalse(loop.audio.muted);
            loop.full = false;
        }
    }

    @Test
    void mediaIsNoConsent() throws InterruptedException {
        try (DtlsAssociation _ = connect()) {
            InetSocketAddress former = new InetSocketAddress(BROWSER.getAddress(), 5_001);
            receive(ice.check(false), former);
            for (int second = 1; second <= 31; second++) {
                receive(ice.check(true), BROWSER);
                ticksUntil(loop.nowNanos + SECOND);
            }
            long strangers = edge.counters().value(Counter.DROPPED_STRANGER);
            receive(new byte[] {(byte) 0x80, 111}, former);
            assertEquals(strangers + 1, edge.counters().value(Counter.DROPPED_STRANGER), "silent for 30 s");
            receive(ice.check(true), BROWSER);
            long begin = loop.nowNanos;
            for (int second = 1; second <= 31; second++) {
                receive(new byte[] {(byte) 0x80, 111, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, BROWSER);
                ticksUntil(begin + second * SECOND);
                boolean gone = events.stream().anyMatch(BrowserEvent.Gone.class::isInstance);
                assertFalse(gone && second < 30, "second " + second);
                assertTrue(gone || second < 31, "second " + second);
            }
            assertTrue(loop.audio.closed);
            int sent = loop.sent.size();
            ticksUntil(begin + 40 * SECOND);
            assertTrue(loop.sent.size() <= sent + 1, "close_notify at most");
        }
    }

    @Test
    void aLaterOfferHasTheSameSections() throws OfferRefusedException {
        String inactive = new TestOffer(true, true, 5, 2)
                .text(credentials.ufrag(), credentials.password(), browser.sha256Fingerprint(), 1, 2)
                .replaceFirst("a=sendonly", "a=inactive");
        String ufrag = find("a=ice-ufrag:(.+)");
        assertTrue(media.renegotiate(inactive).contains("a=inactive"));
        assertEquals(ufrag, find("a=ice-ufrag:(.+)"), "the same credentials: no restart");
        String more = new TestOffer(true, true, 5, 3)
                .text(credentials.ufrag(), credentials.password(), browser.sha256Fingerprint(), 1, 2);
        assertThrows(OfferRefusedException.class, () -> media.renegotiate(more));
        String other = new TestOffer(true, true, 5, 2)
                .text(credentials.ufrag(), credentials.password(), bridge.sha256Fingerprint(), 1, 2);
        assertThrows(OfferRefusedException.class, () -> media.renegotiate(other));
    }

    private static final class Ignoring implements DtlsAssociation.Listener {
        @Override
        public void established(SrtpKeys keys) {
            keys.close();
        }

        @Override
        public void failed(String reason) {}

        @Override
        public void closed() {}
    }
}
