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

    private static final int LEAST_ROUNDS = 6;
    private static final int MOST_ROUNDS = 60;

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

    // Until all is compiled it costs more, and when that is, is the machine's affair. A tag of HMAC-SHA1 is an array of
    // its own.
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
            Cost cost = both(pair);
            for (int round = 1; round < LEAST_ROUNDS || (round < MOST_ROUNDS && !cost.isLittle(profile)); round++) {
                cost = both(pair);
            }
            System.out.printf("SRTP, %s, %d bytes: %s%n", profile, payload, cost);
            assertTrue(cost.isLittle(profile), cost::toString);
        }
    }

    /** A packet's, each way. */
    private record Cost(long protectNanos, long protectBytes, long unprotectNanos, long unprotectBytes) {
        boolean isLittle(SrtpProfile profile) {
            int most = profile == SrtpProfile.AEAD_AES_128_GCM ? 100 : 200;
            return !SrtpSession.provider().equals("OpenSSL") || Math.max(protectBytes, unprotectBytes) <= most;
        }

        @Override
        public String toString() {
            return "protect %d ns, %d bytes allocated; unprotect %d ns, %d bytes"
                    .formatted(protectNanos, protectBytes, unprotectNanos, unprotectBytes);
        }
    }

    private Cost both(SrtpPair pair) {
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
        return new Cost((between - start) / PACKETS, protect, (end - between) / PACKETS, unprotect);
    }
}
