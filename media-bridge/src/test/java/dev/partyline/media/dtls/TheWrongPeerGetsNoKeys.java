package dev.partyline.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.dtls.DtlsAssociation.Role;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TheWrongPeerGetsNoKeys {
    @ParameterizedTest
    @EnumSource(Role.class)
    void wrongFingerprint(Role deceived) throws InterruptedException {
        try (TestPeer victim = new TestPeer();
                TestPeer stranger = new TestPeer()) {
            victim.far = stranger;
            stranger.far = victim;
            Role other = deceived == Role.SERVER ? Role.CLIENT : Role.SERVER;
            DtlsFingerprint someoneElses = new TestPeer().fingerprint();
            if (deceived == Role.SERVER) {
                victim.start(deceived, someoneElses);
                stranger.start(other, victim.fingerprint());
            } else {
                stranger.start(other, victim.fingerprint());
                victim.start(deceived, someoneElses);
            }
            assertEquals("failed: the peer's certificate has another fingerprint", victim.hears());
            assertTrue(stranger.hears().startsWith("failed: the peer says bad_certificate"));
            assertTrue(victim.ends() && stranger.ends());
            assertNull(victim.keys);
            assertNull(stranger.keys);
        }
    }

    @Test
    void nobodyCame() throws InterruptedException {
        DtlsTiming brief = new DtlsTiming(100, 300, 50);
        try (TestPeer server = new TestPeer();
                TestPeer client = new TestPeer()) {
            server.start(Role.SERVER, client.fingerprint(), brief, new Semaphore(1));
            assertEquals("failed: no handshake was begun within 0 s", server.hears());
            client.start(Role.CLIENT, server.fingerprint(), brief, new Semaphore(1));
            assertEquals("failed: the handshake took more than 0 s", client.hears());
            assertTrue(server.ends() && client.ends());
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void closedBeforeItBegan(Role role) throws InterruptedException {
        try (TestPeer peer = new TestPeer()) {
            peer.start(role, peer.fingerprint());
            peer.close();
            assertTrue(peer.ends());
            assertTrue(peer.told.isEmpty(), peer.told.toString());
            assertFalse(peer.received(record(22, new byte[20])));
        }
    }

    @Test
    void theQueueIsBounded() {
        DatagramQueue queue = new DatagramQueue(DtlsAssociation.Role.CLIENT, (bytes, offset, length) -> {});
        ByteBuffer alert = ByteBuffer.wrap(record(21, new byte[] {1, 0}));
        for (int i = 0; i < DatagramQueue.MOST_QUEUED; i++) {
            assertTrue(queue.offer(alert));
        }
        assertFalse(queue.offer(alert));
        assertEquals(0, alert.position());
        queue.end();
        assertFalse(queue.offer(alert));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha-1 AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD:AB:CD",
                "sha-256 AB:CD",
                "sha-256",
                "",
                "md5 00:11",
                "sha-256 zz:zz",
                "sha-256  AB:CD"
            })
    void fingerprintsThatProveNothing(String attribute) {
        assertThrows(IllegalArgumentException.class, () -> DtlsFingerprint.parse(attribute));
    }

    @Test
    void fingerprintsInEitherCase() {
        String text = "SHA-512 " + "aB:".repeat(63) + "cd";
        assertEquals(
                "sha-512 " + "AB:".repeat(63) + "CD",
                DtlsFingerprint.parse(text).toString());
    }

    static byte[] record(int type, byte[] body) {
        return ByteBuffer.allocate(13 + body.length)
                .put((byte) type)
                .putShort((short) 0xfefd)
                .position(11)
                .putShort((short) body.length)
                .put(body)
                .array();
    }

    private static byte[] message(int type, int length, int offset, int fragment, int present) {
        return ByteBuffer.allocate(12 + present)
                .put((byte) type)
                .put((byte) (length >> 16))
                .putShort((short) length)
                .putShort((short) 0)
                .put((byte) (offset >> 16))
                .putShort((short) offset)
                .put((byte) (fragment >> 16))
                .putShort((short) fragment)
                .array();
    }

    /** The library would allocate what the first 12 bytes promise, 16 times over. */
    @Test
    void aLengthIsNoPromise() {
        assertTrue(Records.plausible(ByteBuffer.wrap(record(22, message(1, 16_384, 0, 40, 40)))));
        assertFalse(Records.plausible(ByteBuffer.wrap(record(22, message(1, 16_385, 0, 40, 40)))));
        assertFalse(Records.plausible(ByteBuffer.wrap(record(22, message(1, 0xffffff, 0, 40, 40)))));
        assertFalse(Records.plausible(ByteBuffer.wrap(record(22, message(1, 100, 80, 40, 40)))));
        assertFalse(Records.plausible(ByteBuffer.wrap(record(22, message(1, 100, 0, 40, 39)))));
        assertTrue(Records.plausible(ByteBuffer.wrap(record(22, message(1, 100, 0, 0, 0)))));
        assertFalse(Records.plausible(ByteBuffer.wrap(record(25, new byte[4]))));
        assertFalse(Records.plausible(ByteBuffer.wrap(new byte[0])));
        byte[] cut = record(23, new byte[20]);
        for (int length = 1; length < cut.length; length++) {
            assertFalse(Records.plausible(ByteBuffer.wrap(cut, 0, length)));
        }
    }
}
