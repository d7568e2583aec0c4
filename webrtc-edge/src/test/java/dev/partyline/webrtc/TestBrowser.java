package dev.partyline.webrtc;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.RoomId;
import dev.partyline.media.dtls.DtlsAssociation;
import dev.partyline.media.dtls.DtlsFingerprint;
import dev.partyline.media.dtls.DtlsIdentity;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpSession;
import dev.partyline.webrtc.ice.IceClient;
import dev.partyline.webrtc.ice.IceCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser as the edge sees one: ICE, DTLS and SRTP over a socket on loopback; all that came is kept in the clear. */
// Closed early on purpose.
@SuppressWarnings("try")
final class TestBrowser implements AutoCloseable, DtlsAssociation.Carrier, DtlsAssociation.Listener {
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    private static final int MOST_KEPT = 20_000;

    final int audioSsrc;
    final int videoSsrc;
    final BrowserId id;
    final BrowserMedia media;
    final List<BrowserEvent> events = new CopyOnWriteArrayList<>();
    final List<ByteBuffer> rtp = new CopyOnWriteArrayList<>();
    final List<ByteBuffer> rtcp = new CopyOnWriteArrayList<>();
    volatile boolean sawGoodbye;

    private final DatagramSocket socket;
    private final InetSocketAddress edge;
    private final IceClient ice;
    private final DtlsIdentity identity;
    private final DtlsFingerprint expected;
    private final TestOffer offer;
    private final IceCredentials own;
    private final Thread reader;
    private volatile boolean checked;
    private DtlsAssociation dtls;
    private SrtpSession srtp;

    TestBrowser(WebRtcEdge server, RoomId room, String name, BrowserMode mode, TestOffer offer)
            throws IOException, OfferRefusedException {
        Random random = new Random(name.hashCode());
        this.offer = offer;
        id = new BrowserId(name);
        audioSsrc = random.nextInt();
        videoSsrc = random.nextInt();
        own = IceCredentials.create(new SecureRandom());
        identity = DtlsIdentity.create(new SecureRandom(), Instant.now());
        media = server.join(room, id, offerText(own), mode, events::add);
        String answer = media.answer();
        edge = candidate(answer);
        expected = DtlsFingerprint.parse(find(answer, "a=fingerprint:(.+)"));
        ice = new IceClient(own.ufrag(), credentials(answer), random);
        socket = new DatagramSocket(0, InetAddress.getByName("127.0.77.2"));
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    String offerText(IceCredentials credentials) {
        return offer.text(
                credentials.ufrag(),
                credentials.password(),
                identity.sha256Fingerprint(),
                audioSsrc,
                videoSsrc);
    }

    private static IceCredentials credentials(String answer) {
        return new IceCredentials(find(answer, "a=ice-ufrag:(.+)"), find(answer, "a=ice-pwd:(.+)"));
    }

    private static InetSocketAddress candidate(String answer) {
        String[] words = find(answer, "a=candidate:(.+)").split(" ");
        return new InetSocketAddress(words[4], Integer.parseInt(words[5]));
    }

    static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern + "\\r?\\n").matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    /** SSRCs of the slots of one kind, in order: of audio the mix is the first. */
    List<Integer> slotSsrcs(String kind) {
        return Arrays.stream(media.answer().split("m="))
                .filter(section -> section.startsWith(kind) && section.contains("a=sendonly"))
                .map(section -> Integer.parseUnsignedInt(find(section, "a=ssrc:(\\d+) .*")))
                .toList();
    }

    InetSocketAddress edgeAddress() {
        return edge;
    }

    void connect() {
        check(true);
        await("an answer to the check", () -> {
            check(true);
            return checked;
        });
        synchronized (this) {
            dtls = DtlsAssociation.start(DtlsAssociation.Role.CLIENT, identity, expected, this, this);
        }
        await("keys", this::connected);
        await("Connected", () -> has(BrowserEvent.Connected.class));
    }

    /** New credentials on both sides, the same DTLS and SRTP. */
    void restartIce() throws OfferRefusedException {
        IceCredentials next = IceCredentials.create(new SecureRandom());
        String answer = media.renegotiate(offerText(next));
        ice.restart(credentials(answer));
        checked = false;
        await("an answer to the check after the restart", () -> {
            check(true);
            return checked;
        });
    }

    private synchronized boolean connected() {
        return srtp != null;
    }

    boolean has(Class<? extends BrowserEvent> event) {
        return events.stream().anyMatch(event::isInstance);
    }

    void check(boolean nominates) {
        sendRaw(ice.check(nominates));
    }

    void sendRaw(byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, edge));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void sendRtp(ByteBuffer packet) {
        ByteBuffer room = ByteBuffer.allocate(packet.remaining() + SrtpSession.MAX_OVERHEAD_BYTES);
        room.put(packet.duplicate()).flip();
        if (!srtp.protectRtp(room)) {
            throw new AssertionError("not protected");
        }
        sendRaw(Arrays.copyOf(room.array(), room.limit()));
    }

    synchronized void sendRtcp(ByteBuffer packet) {
        ByteBuffer room = ByteBuffer.allocate(packet.remaining() + SrtpSession.MAX_OVERHEAD_BYTES);
        room.put(packet.duplicate()).flip();
        if (!srtp.protectRtcp(room)) {
            throw new AssertionError("not protected");
        }
        sendRaw(Arrays.copyOf(room.array(), room.limit()));
    }

    private void read() {
        byte[] buffer = new byte[2048];
        DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
        while (!socket.isClosed()) {
            try {
                socket.receive(datagram);
            } catch (IOException closed) {
                return;
            }
            take(ByteBuffer.wrap(Arrays.copyOf(buffer, datagram.getLength())));
        }
    }

    private synchronized void take(ByteBuffer bytes) {
        int first = bytes.get(0) & 0xff;
        if (first <= 3) {
            checked |= ice.response(bytes)
                    .filter(response -> response.errorCode() == 0)
                    .isPresent();
        } else if (first < 64) {
            if (dtls != null) {
                dtls.received(bytes);
            }
        } else if (srtp != null && rtp.size() < MOST_KEPT) {
            int type = bytes.get(1) & 0xff;
            if (type >= 192 && type <= 223) {
                if (srtp.unprotectRtcp(bytes) == null) {
                    rtcp.add(bytes);
                }
            } else if (srtp.unprotectRtp(bytes) == null) {
                rtp.add(bytes);
            }
        }
    }

    List<ByteBuffer> rtpOf(int ssrc) {
        return rtp.stream().filter(packet -> packet.getInt(8) == ssrc).toList();
    }

    void await(String what, BooleanSupplier condition) {
        long deadline = System.currentTimeMillis() + LONGEST_WAIT_MILLIS;
        while (!condition.getAsBoolean()) {
            if (System.currentTimeMillis() > deadline) {
                throw new AssertionError(id.value() + " waited for " + what + " in vain; events " + events);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    void awaitSlots(String what, Predicate<BrowserEvent.Slots> last) {
        await(what, () -> events.stream()
                .filter(BrowserEvent.Slots.class::isInstance)
                .map(BrowserEvent.Slots.class::cast)
                .reduce((before, after) -> after)
                .filter(last)
                .isPresent());
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        sendRaw(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public synchronized void established(SrtpKeys keys) {
        try (keys) {
            srtp = new SrtpSession(keys);
        }
    }

    @Override
    public void failed(String reason) {
        throw new AssertionError(reason);
    }

    @Override
    public void closed() {
        sawGoodbye = true;
    }

    /** Says goodbye as a page does that is closed. */
    void hangUp() {
        DtlsAssociation association;
        synchronized (this) {
            association = dtls;
        }
        association.close();
    }

    @Override
    public void close() throws InterruptedException {
        media.close();
        socket.close();
        reader.join(LONGEST_WAIT_MILLIS);
    }
}
