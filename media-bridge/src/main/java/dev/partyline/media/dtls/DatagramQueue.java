package dev.partyline.media.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsFatalAlert;

/** Between the thread that finds datagrams, which never waits, and the one that speaks DTLS and waits for them. */
final class DatagramQueue implements DatagramTransport {
    static final int MOST_QUEUED = 50;

    /** Below what any path carries (RFC 8831 section 6.6 says as much for WebRTC). */
    static final int MTU = 1200;

    private static final int LONGEST_RECEIVED = 2048;
    private static final byte[] END = {};

    private final LinkedTransferQueue<byte[]> queue = new LinkedTransferQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final CipherSpecGate gate;
    private final DtlsAssociation.Carrier carrier;
    private volatile boolean ended;
    private byte[] held = END;
    private boolean established;
    private boolean closed;

    DatagramQueue(DtlsAssociation.Role reader, DtlsAssociation.Carrier carrier) {
        gate = new CipherSpecGate(reader == DtlsAssociation.Role.CLIENT);
        this.carrier = carrier;
    }

    /** Copies a datagram into the queue; any thread. */
    boolean offer(ByteBuffer datagram) {
        if (ended || datagram.remaining() > LONGEST_RECEIVED || !Records.plausible(datagram)) {
            return false;
        }
        if (queued.incrementAndGet() > MOST_QUEUED) {
            queued.decrementAndGet();
            return false;
        }
        byte[] copy = new byte[datagram.remaining()];
        datagram.get(datagram.position(), copy);
        return queue.offer(copy);
    }

    /** Whoever waits for a datagram waits no longer. */
    void end() {
        ended = true;
        queue.offer(END);
    }

    boolean ended() {
        return ended;
    }

    /** Waits until a datagram is there, and leaves it there. */
    boolean awaitFirst(int millis) throws InterruptedException {
        byte[] first = queue.poll(millis, TimeUnit.MILLISECONDS);
        if (first == null || first.length == 0) {
            return false;
        }
        held = first;
        return true;
    }

    /** From now on its end is no failure; called by the thread that reads. */
    void established() {
        established = true;
    }

    @Override
    public int receive(byte[] out, int offset, int length, int waitMillis) throws IOException {
        byte[] next = held;
        held = END;
        if (next.length == 0) {
            next = poll(waitMillis);
        }
        if (next.length == 0) {
            return -1;
        }
        queued.decrementAndGet();
        int taken = Math.min(length, gate.pass(next));
        System.arraycopy(next, 0, out, offset, taken);
        return taken;
    }

    private byte[] poll(int waitMillis) throws IOException {
        try {
            byte[] next = ended || closed ? END : queue.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (established && (ended || closed)) {
                // The one exception that the library lets pass without an alert of its own; else it waits to the end.
                throw new InterruptedIOException("the association is over");
            }
            if (ended) {
                throw new TlsFatalAlert(AlertDescription.user_canceled);
            }
            return next == null ? END : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TlsFatalAlert(AlertDescription.user_canceled, e);
        }
    }

    @Override
    public int getReceiveLimit() {
        return LONGEST_RECEIVED;
    }

    @Override
    public int getSendLimit() {
        return MTU;
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        carrier.send(bytes, offset, length);
    }

    /** The library's doing: it has said or heard the last word. */
    @Override
    public void close() {
        closed = true;
    }
}
