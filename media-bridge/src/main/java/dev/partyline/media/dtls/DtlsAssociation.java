package dev.partyline.media.dtls;

import dev.partyline.media.srtp.SrtpKeys;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One DTLS association (RFC 6347, RFC 5764) from its handshake to its end, on a virtual thread of its own. It trusts
 * that its datagrams come from an address that ICE validated, so there is no cookie.
 */
public final class DtlsAssociation implements AutoCloseable {
    /** Who speaks first: the client. */
    public enum Role {
        SERVER,
        CLIENT
    }

    /** Called on the association's virtual thread; after {@link #close} no more. */
    public interface Listener {
        /** The far end is who it should be; whoever listens closes the keys. */
        void established(SrtpKeys keys);

        /** No keys will come. */
        void failed(String reason);

        /** The far end ended the association after it was established. */
        void closed();
    }

    /** Where datagrams go; called on the association's virtual thread. */
    public interface Carrier {
        void send(byte[] bytes, int offset, int length);
    }

    /** Handshakes at once in this process; elliptic curves are all they cost. */
    static final int MOST_HANDSHAKES = 200;

    private static final Semaphore HANDSHAKES = new Semaphore(MOST_HANDSHAKES);

    private static final int READ_MILLIS = 60_000;

    private final Role role;
    private final Negotiation negotiation;
    private final DtlsTiming timing;
    private final Listener listener;
    private final DatagramQueue queue;
    private final Semaphore handshakes;
    private final Thread thread;

    private DtlsAssociation(
            Role role,
            Negotiation negotiation,
            Carrier carrier,
            Listener listener,
            DtlsTiming timing,
            Semaphore handshakes) {
        this.role = role;
        this.negotiation = negotiation;
        this.timing = timing;
        this.listener = listener;
        this.handshakes = handshakes;
        queue = new DatagramQueue(role, carrier);
        thread = Thread.ofVirtual().name("dtls").unstarted(this::run);
    }

    /**
     * Begins: a server waits for the peer's first datagram, a client sends the first one.
     *
     * @param expected the peer's certificate, by its hash
     */
    public static DtlsAssociation start(
            Role role, DtlsIdentity own, DtlsFingerprint expected, Carrier carrier, Listener listener) {
        return start(role, own, expected, carrier, listener, DtlsTiming.USUAL, HANDSHAKES);
    }

    static DtlsAssociation start(
            Role role,
            DtlsIdentity own,
            DtlsFingerprint expected,
            Carrier carrier,
            Listener listener,
            DtlsTiming timing,
            Semaphore handshakes) {
        Negotiation negotiation = new Negotiation(own, expected);
        DtlsAssociation association = new DtlsAssociation(role, negotiation, carrier, listener, timing, handshakes);
        association.thread.start();
        return association;
    }

    /**
     * A datagram from the far end, copied if there is room; any thread, and never blocks.
     *
     * @return false where it was dropped: the queue is full, it is no DTLS, or the association is over
     */
    public boolean received(ByteBuffer datagram) {
        return queue.offer(datagram);
    }

    /** Ends it, with a close_notify where it was established; returns at once. */
    @Override
    public void close() {
        queue.end();
    }

    /** For tests, which wait for its end. */
    Thread thread() {
        return thread;
    }

    private void run() {
        try {
            if (role == Role.SERVER && !queue.awaitFirst(timing.helloWaitMillis())) {
                fail("no handshake was begun within " + timing.helloWaitMillis() / 1000 + " s");
                return;
            }
            DTLSTransport transport = handshake();
            if (transport != null) {
                keepUp(transport);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.end();
            SrtpKeys unused = negotiation.takeKeys();
            if (unused != null) {
                unused.close();
            }
        }
    }

    private @Nullable DTLSTransport handshake() {
        if (!handshakes.tryAcquire()) {
            fail("too many handshakes at once");
            return null;
        }
        try {
            return switch (role) {
                case SERVER -> {
                    DTLSServerProtocol server = new DTLSServerProtocol();
                    yield server.accept(new DtlsServer(negotiation, timing), queue);
                }
                case CLIENT -> new DTLSClientProtocol().connect(new DtlsClient(negotiation, timing), queue);
            };
        } catch (IOException e) {
            fail(reason(e));
            return null;
        } catch (RuntimeException e) {
            // The library trusts what it was sent more than it should; that is the sender's failure.
            fail("the handshake broke off");
            return null;
        } finally {
            handshakes.release();
        }
    }

    private String reason(IOException failure) {
        String refusal = negotiation.refusal();
        if (refusal != null) {
            return refusal;
        }
        return switch (failure) {
            case TlsTimeoutException _ -> "the handshake took more than " + timing.handshakeMillis() / 1000 + " s";
            case TlsFatalAlertReceived alert ->
                "the peer says " + AlertDescription.getName(alert.getAlertDescription());
            case TlsFatalAlert alert ->
                "the peer is refused by " + AlertDescription.getName(alert.getAlertDescription());
            default -> "the handshake broke off";
        };
    }

    private void fail(String reason) {
        if (!queue.ended()) {
            listener.failed(reason);
        }
    }

    /**
     * Reads on until somebody says the end: the library answers the peer's last flight when it comes again (RFC 6347
     * section 4.2.4).
     */
    private void keepUp(DTLSTransport transport) {
        SrtpKeys keys = negotiation.takeKeys();
        if (keys == null) {
            return;
        }
        queue.established();
        if (queue.ended()) {
            keys.close();
        } else {
            listener.established(keys);
        }
        try {
            while (!negotiation.peerClosed() && !queue.ended()) {
                read(transport);
            }
            transport.close();
        } catch (IOException e) {
            // Told by the flags: a fatal alert of the peer's, or one that could not be sent.
        }
        if (negotiation.peerClosed() && !queue.ended()) {
            listener.closed();
        }
    }

    private static void read(DTLSTransport transport) throws IOException {
        byte[] ignored = new byte[transport.getReceiveLimit()];
        try {
            transport.receive(ignored, 0, ignored.length, READ_MILLIS);
        } catch (InterruptedIOException e) {
            // A record that nobody sealed, or our own end; the caller looks.
        }
    }
}
