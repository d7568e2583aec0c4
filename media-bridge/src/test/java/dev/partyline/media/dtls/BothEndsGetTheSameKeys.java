package dev.partyline.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.dtls.DtlsAssociation.Role;
import dev.partyline.media.srtp.SrtpKeys;
import dev.partyline.media.srtp.SrtpProfile;
import dev.partyline.media.srtp.SrtpSession;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BothEndsGetTheSameKeys {
    private static void connect(TestPeer server, TestPeer client) {
        server.far = client;
        client.far = server;
        server.start(Role.SERVER, client.fingerprint());
        client.start(Role.CLIENT, server.fingerprint());
    }

    private static void assertTalk(TestPeer from, TestPeer to) {
        SrtpKeys fromKeys = from.keys;
        SrtpKeys toKeys = to.keys;
        assertNotNull(fromKeys);
        assertNotNull(toKeys);
        assertEquals(SrtpProfile.AEAD_AES_128_GCM, fromKeys.profile());
        try (SrtpSession sender = new SrtpSession(fromKeys);
                SrtpSession receiver = new SrtpSession(toKeys)) {
            ByteBuffer packet = ByteBuffer.allocate(80).put(0, (byte) 0x80).limit(40);
            assertTrue(sender.protectRtp(packet));
            assertNull(receiver.unprotectRtp(packet));
        }
    }

    @Test
    void andEndTogether() throws InterruptedException {
        try (TestPeer server = new TestPeer();
                TestPeer client = new TestPeer()) {
            connect(server, client);
            assertEquals("established", server.hears());
            assertEquals("established", client.hears());
            assertTalk(server, client);
            assertTalk(client, server);
            client.close();
            assertEquals("closed", server.hears());
            assertTrue(client.ends());
            assertTrue(server.ends());
            assertTrue(server.told.isEmpty() && client.told.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void overANetworkThatLosesAndDoubles(long seed) throws InterruptedException {
        try (TestPeer server = new TestPeer();
                TestPeer client = new TestPeer()) {
            Random random = new Random(seed);
            for (TestPeer peer : new TestPeer[] {server, client}) {
                // Of the first sixteen datagrams of each side three are lost and three come twice.
                Set<Integer> lost =
                        random.ints(0, 16).distinct().limit(3).boxed().collect(Collectors.toSet());
                Set<Integer> doubled =
                        random.ints(0, 16).distinct().limit(3).boxed().collect(Collectors.toSet());
                AtomicInteger count = new AtomicInteger();
                peer.path = datagram -> {
                    int number = count.getAndIncrement();
                    TestPeer far = peer.far;
                    if (far != null && doubled.contains(number)) {
                        far.received(datagram);
                    }
                    return !lost.contains(number);
                };
            }
            connect(server, client);
            assertEquals("established", server.hears());
            assertEquals("established", client.hears());
            assertTalk(server, client);
        }
    }

    @Test
    void evenWhenTheServersLastFlightIsLostThreeTimes() throws InterruptedException {
        try (TestPeer server = new TestPeer();
                TestPeer client = new TestPeer()) {
            AtomicInteger lost = new AtomicInteger();
            // Epoch 1: nothing but the Finished is in it.
            server.path = datagram -> datagram[4] == 0 || lost.incrementAndGet() > 3;
            connect(server, client);
            assertEquals("established", server.hears());
            assertEquals("established", client.hears());
            assertTrue(lost.get() > 3);
        }
    }

    @Test
    void andAForgedRecordDoesNotHangUp() throws InterruptedException {
        try (TestPeer server = new TestPeer();
                TestPeer client = new TestPeer()) {
            connect(server, client);
            assertEquals("established", server.hears());
            assertEquals("established", client.hears());
            AtomicInteger sent = new AtomicInteger();
            server.path = datagram -> sent.incrementAndGet() > 0;
            for (int type = 20; type <= 24; type++) {
                byte[] forged = new byte[13 + 40];
                forged[0] = (byte) type;
                forged[1] = (byte) 0xfe;
                forged[2] = (byte) 0xfd;
                forged[4] = 1;
                forged[10] = 99;
                forged[12] = 40;
                assertTrue(server.received(forged));
            }
            // An alert in the clear, after the handshake.
            assertTrue(
                    server.received(new byte[] {21, (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 90, 0, 2, 2, 40}));
            client.close();
            assertEquals("closed", server.hears());
            assertTrue(server.ends());
            // Its own close_notify, and no alert before it.
            assertEquals(1, sent.get());
        }
    }

    @Test
    void butNoMoreThanSoManyAtOnce() throws InterruptedException {
        try (TestPeer client = new TestPeer()) {
            client.start(Role.CLIENT, client.fingerprint(), TestPeer.PATIENT, new Semaphore(0));
            assertEquals("failed: too many handshakes at once", client.hears());
            assertTrue(client.ends());
        }
    }
}
