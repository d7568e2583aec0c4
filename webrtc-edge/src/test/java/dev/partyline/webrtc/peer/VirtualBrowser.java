package dev.partyline.webrtc.peer;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.RoomId;
import dev.partyline.media.dtls.DtlsAssociation;
import dev.partyline.media.dtls.DtlsFingerprint;
import dev.partyline.media.dtls.DtlsIdentity;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpSession;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMedia;
import dev.partyline.webrtc.OfferRefusedException;
import dev.partyline.webrtc.TestOffer;
import dev.partyline.webrtc.ice.IceClient;
import dev.partyline.webrtc.ice.IceCredentials;
import dev.partyline.webrtc.sdp.Offer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A browser of an edge in virtual time, with a true handshake: only that waits for threads. */
final class VirtualBrowser implements DtlsAssociation.Listener, AutoCloseable {
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    private static final int OPUS_HEADER = 12;

    final InetSocketAddress address;
    final BrowserMedia media;
    final List<BrowserEvent> events = new ArrayList<>();
    private final EdgeLoop edge;
    private final InMemoryLoop loop;
    private final IceClient ice;
    private final DtlsIdentity identity =
            DtlsIdentity.create(new SecureRandom(), Instant.parse("2026-11-20T12:00:00Z"));
    private volatile @Nullable SrtpSession srtp;
    private @Nullable DtlsAssociation dtls;
    private int sequence;

    VirtualBrowser(String name, InetSocketAddress address, Admission admission, EdgeLoop edge, InMemoryLoop loop)
            throws OfferRefusedException {
        this.address = address;
        this.edge = edge;
        this.loop = loop;
        IceCredentials own = IceCredentials.create(new SecureRandom());
        Offer offer = Offer.parse(
                new TestOffer(true, true, 5, 2).text(own.ufrag(), own.password(), identity.sha256Fingerprint(), 1, 2));
        media = admission.join(edge, new RoomId("r"), new BrowserId(name), offer, BrowserMode.FORWARDED, events::add);
        ice = new IceClient(
                own.ufrag(),
                new IceCredentials(find("a=ice-ufrag:(.+)"), find("a=ice-pwd:(.+)")),
                new Random(name.hashCode()));
    }

    private String find(String pattern) {
        Matcher matcher = Pattern.compile(pattern + "\\r?\\n").matcher(media.answer());
        if (!matcher.find()) {
            throw new AssertionError(pattern);
        }
        return matcher.group(1);
    }

    void send(byte[] bytes, InetSocketAddress from) {
        ByteBuffer datagram = ByteBuffer.allocate(2304);
        datagram.put(bytes).flip();
        edge.received(datagram, from, loop.nowNanos);
    }

    /** Whether a check of its own was answered, sent from anywhere. */
    boolean check(InetSocketAddress from) {
        int before = loop.sent.size();
        send(ice.check(true), from);
        return loop.sent.size() > before && loop.sent.getLast().to().equals(from);
    }

    void connect() throws InterruptedException {
        ConcurrentLinkedQueue<byte[]> flights = new ConcurrentLinkedQueue<>();
        if (!check(address)) {
            throw new AssertionError("the check was not answered");
        }
        DtlsAssociation client = DtlsAssociation.start(
                DtlsAssociation.Role.CLIENT,
                identity,
                DtlsFingerprint.parse(find("a=fingerprint:(.+)")),
                (bytes, offset, length) -> flights.add(Arrays.copyOfRange(bytes, offset, offset + length)),
                this);
        dtls = client;
        long deadline = System.currentTimeMillis() + LONGEST_WAIT_MILLIS;
        while (srtp == null || events.stream().noneMatch(BrowserEvent.Connected.class::isInstance)) {
            if (System.currentTimeMillis() > deadline) {
                throw new AssertionError("not connected: " + events);
            }
            for (byte[] bytes = flights.poll(); bytes != null; bytes = flights.poll()) {
                send(bytes, address);
            }
            loop.run();
            for (InMemoryLoop.Sent sent : loop.sent) {
                if (sent.to().equals(address) && sent.bytes().get(0) >= 20) {
                    client.received(sent.bytes().duplicate());
                }
            }
            loop.sent.clear();
            Thread.sleep(5);
        }
    }

    /** An authentic packet of its microphone, of so many bytes under way. */
    void speak(int bytes) {
        SrtpSession session = srtp;
        ByteBuffer packet = ByteBuffer.allocate(bytes + SrtpSession.MAX_OVERHEAD_BYTES);
        packet.put((byte) 0x80)
                .put((byte) TestOffer.OPUS)
                .putShort((short) sequence)
                .putInt(960 * sequence);
        packet.putInt(1).put((byte) 0xf8);
        packet.position(0).limit(Math.max(bytes - 16, OPUS_HEADER + 1));
        sequence++;
        if (session == null || !session.protectRtp(packet)) {
            throw new AssertionError("not protected");
        }
        send(Arrays.copyOf(packet.array(), packet.limit()), address);
    }

    @Override
    public void established(SrtpKeys keys) {
        try (keys) {
            srtp = new SrtpSession(keys);
        }
    }

    @Override
    public void failed(String reason) {}

    @Override
    public void closed() {}

    @Override
    public void close() {
        media.close();
        if (dtls != null) {
            dtls.close();
        }
    }
}
