package dev.partyline.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MalformedRtpIsRefused {
    private static final String FIXED = "0001000000A0DEADBEEF";

    @ParameterizedTest
    @CsvSource({
        "8000" + FIXED + "AABB, 12, 2",
        "8000" + FIXED + ", 12, 0",
        "8200" + FIXED + "0000000100000002AA, 20, 1",
        "9000" + FIXED + "BEDE0001AABBCCDD11, 20, 1",
        "9000" + FIXED + "BEDE000011, 16, 1",
        "A000" + FIXED + "AABB0003, 12, 1",
        "A000" + FIXED + "AABB0004, 12, 0",
        "B100" + FIXED + "00000001BEDE0001AABBCCDD110002, 24, 1",
    })
    void goodOnesAreTaken(String hex, int offset, int length) {
        RtpPacket packet = new RtpPacket();
        ByteBuffer bytes = ByteBuffer.allocateDirect(200).position(7);
        bytes.put(HexFormat.of().parseHex(hex)).flip().position(7);
        assertTrue(packet.parse(bytes));
        assertEquals(7 + offset, packet.payloadOffset());
        assertEquals(length, packet.payloadLength());
        assertEquals(1, packet.sequence());
        assertEquals(160, packet.timestamp());
        assertEquals(0xDEADBEEF, packet.ssrc());
        assertEquals(7, bytes.position());
    }

    @ParameterizedTest
    @CsvSource({
        "'', nothing",
        "80, one byte",
        "80000001000000A0DEADBE, eleven bytes",
        "0000" + FIXED + "AA, version 0",
        "4000" + FIXED + "AA, version 1",
        "C000" + FIXED + "AA, version 3",
        "8F00" + FIXED + "AA, fifteen CSRCs without bytes",
        "8100" + FIXED + "AABBCC, a CSRC cut",
        "9000" + FIXED + "BEDE, extension cut",
        "9000" + FIXED + "BEDEFFFFAABBCCDD, extension of 65535 words",
        "9000" + FIXED + "BEDE0002AABBCCDD, extension a word too long",
        "A000" + FIXED + "AABB0000, padding of 0",
        "A000" + FIXED + "AABB00FF, padding of 255",
        "A000" + FIXED + ", padding without bytes",
        "80C8" + FIXED + "AA, an RTCP sender report",
        "80CB" + FIXED + "AA, an RTCP BYE"
    })
    void badOnesAreRefused(String hex, String what) {
        RtpPacket packet = new RtpPacket();
        assertFalse(packet.parse(ByteBuffer.wrap(HexFormat.of().parseHex(hex))), what);
    }

    @Test
    void mutatedPacketsNeverReachOutOfBounds() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        RtpPacket packet = new RtpPacket();
        ReceiveStream receive = new ReceiveStream(8000);
        TelephoneEvents events = new TelephoneEvents();
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            ByteBuffer bytes = RtpBytes.packet(101, false, i, 160 * i, 7, new byte[random.nextInt(200)]);
            for (int flips = random.nextInt(6); flips > 0; flips--) {
                bytes.put(random.nextInt(Math.min(24, bytes.limit())), (byte) random.nextInt());
            }
            bytes.limit(random.nextInt(4) == 0 ? random.nextInt(bytes.limit() + 1) : bytes.limit());
            if (packet.parse(bytes)) {
                assertTrue(packet.payloadOffset() + packet.payloadLength() <= bytes.limit());
                assertTrue(packet.payloadLength() >= 0 && packet.payloadOffset() >= 12);
                if (receive.accept(packet, i * 20_000_000L) == null) {
                    taken++;
                }
                events.accept(packet, i * 20_000_000L);
            }
        }
        assertTrue(taken > 10_000, "taken " + taken);
    }
}
