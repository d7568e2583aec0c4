package dev.partyline.media.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.jitsi.srtp.crypto.Aes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a packet costs in its steady state, printed; how much is allocated is bounded, time is not. */
final class SrtpCostsLittle {
    private static final int PACKETS = 20_000;

    private static final int ROUNDS = 6;

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ByteBuffer[] packets = new ByteBuffer[PACKETS];
    private int sequence = 1;
    private int length;

    @Test
    void itIsNeverBouncyCastlesAes() {
        String expected = SrtpSession.provider().equals("OpenSSL") ? "JitsiOpenSslProvider" : "SunJCE";
        System.out.println("SRTP with the AES of " + SrtpSession.provider());
        for (String transformation : new String[] {"AES/GCM/NoPadding", "AES/CTR/NoPadding"}) {
            assertEquals(
                    expected, Aes.createCipher(transformation).getProvider().getName());
        }
    }

    // By the time of the last round all is compiled. A tag of HMAC-SHA1 is an array of its own.
    @ParameterizedTest
    @CsvSource({
        "AEAD_AES_128_GCM,160",
        "AEAD_AES_128_GCM,1100",
        "AES128_CM_HMAC_SHA1_80,160",
        "AES128_CM_HMAC_SHA1_80,1100"
    })
    void aPacket(SrtpProfile profile, int payload) {
        for (int i = 0; i < PACKETS; i++) {
            packets[i] = ByteBuffer.allocate(12 + payload + SrtpSession.MAX_OVERHEAD_BYTES);
        }
        try (SrtpPair pair = new SrtpPair(profile)) {
            length = 12 + payload;
            for (int round = 1; round <= ROUNDS; round++) {
                both(pair, profile, round == ROUNDS);
            }
        }
    }

    private void both(SrtpPair pair, SrtpProfile profile, boolean print) {
        for (ByteBuffer packet : packets) {
            packet.clear().limit(length);
            packet.putShort(0, (short) 0x806f).putShort(2, (short) sequence++).putInt(8, 42);
        }
        long thread = Thread.currentThread().threadId();
        long before = threads.getThreadAllocatedBytes(thread);
        long start = System.nanoTime();
        int failed = 0;
        for (ByteBuffer packet : packets) {
            failed += pair.near.protectRtp(packet) ? 0 : 1;
        }
        long between = System.nanoTime();
        long allocatedBetween = threads.getThreadAllocatedBytes(thread);
        for (ByteBuffer packet : packets) {
            failed += pair.far.unprotectRtp(packet) == null ? 0 : 1;
        }
        long end = System.nanoTime();
        long protect = (allocatedBetween - before) / PACKETS;
        long unprotect = (threads.getThreadAllocatedBytes(thread) - allocatedBetween) / PACKETS;
        assertEquals(0, failed);
        if (print) {
            System.out.printf(
                    "SRTP, %s, %d bytes: protect %d ns, %d bytes allocated; unprotect %d ns, %d bytes%n",
                    profile, length - 12, (between - start) / PACKETS, protect, (end - between) / PACKETS, unprotect);
            if (SrtpSession.provider().equals("OpenSSL")) {
                int most = profile == SrtpProfile.AEAD_AES_128_GCM ? 100 : 200;
                assertTrue(protect <= most, protect + " bytes to protect");
                assertTrue(unprotect <= most, unprotect + " bytes to unprotect");
            }
        }
    }
}
