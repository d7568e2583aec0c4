package dev.partyline.media.dtls;

import dev.partyline.media.srtp.SrtpKeys;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One end: an association of ours, and what it told its listener, in order. */
final class TestPeer implements DtlsAssociation.Listener, AutoCloseable {
    static final DtlsTiming PATIENT = new DtlsTiming(30_000, 30_000, 50);

    /** Whether a datagram arrives. */
    interface Path {
        boolean passes(byte[] datagram);
    }

    final DtlsIdentity identity = DtlsIdentity.create(new SecureRandom(), Instant.EPOCH);
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    volatile @Nullable SrtpKeys keys;
    volatile @Nullable TestPeer far;
    volatile Path path = datagram -> true;
    volatile @Nullable DtlsAssociation association;

    DtlsFingerprint fingerprint() {
        return DtlsFingerprint.parse("sha-256 " + identity.sha256Fingerprint());
    }

    void start(DtlsAssociation.Role role, DtlsFingerprint expected, DtlsTiming timing, Semaphore handshakes) {
        association = DtlsAssociation.start(role, identity, expected, this::carry, this, timing, handshakes);
    }

    void start(DtlsAssociation.Role role, DtlsFingerprint expected) {
        start(role, expected, PATIENT, new Semaphore(1));
    }

    private void carry(byte[] bytes, int offset, int length) {
        byte[] datagram = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
        TestPeer to = far;
        if (to != null && path.passes(datagram)) {
            to.received(datagram);
        }
    }

    boolean received(byte[] datagram) {
        DtlsAssociation at = association;
        return at != null && at.received(ByteBuffer.wrap(datagram));
    }

    @Override
    public void established(SrtpKeys keys) {
        this.keys = keys;
        told.add("established");
    }

    @Override
    public void failed(String reason) {
        told.add("failed: " + reason);
    }

    @Override
    public void closed() {
        told.add("closed");
    }

    /** What it is told next, or "nothing" if that takes half a minute. */
    String hears() throws InterruptedException {
        String next = told.poll(30, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    /** Whether its thread ends within half a minute. */
    boolean ends() throws InterruptedException {
        DtlsAssociation at = association;
        return at == null || at.thread().join(java.time.Duration.ofSeconds(30));
    }

    /** Hangs up. */
    void end() {
        DtlsAssociation at = association;
        if (at != null) {
            at.close();
        }
    }

    @Override
    public void close() {
        end();
        SrtpKeys taken = keys;
        if (taken != null) {
            taken.close();
        }
    }
}
