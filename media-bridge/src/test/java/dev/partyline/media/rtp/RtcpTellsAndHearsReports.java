package dev.partyline.media.rtp;

import static dev.partyline.media.rtp.RtpBytes.parsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RtcpTellsAndHearsReports {
    private static final long SECOND = 1_000_000_000L;

    private final SendStream here = new SendStream(new Random(1));
    private final SendStream there = new SendStream(new Random(2));
    private final ReceiveStream hearing = new ReceiveStream(8000);
    private final RtcpReader heardHere = new RtcpReader();
    private final RtcpReader heardThere = new RtcpReader();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(Rtcp.MAX_BYTES);

    private static byte[] cname(int length) {
        return "c".repeat(length).getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 30, 255})
    void aReportWithAnyCnameIsWellFormed(int length) {
        hearing.accept(parsed(0, 0, there.ssrc()), 0);
        int written = Rtcp.writeBye(bytes, true, here, hearing, heardHere, cname(length), 1, 0);
        bytes.flip();
        assertEquals(written, bytes.remaining());
        assertEquals(0, written % 4);
        assertTrue(heardThere.parse(bytes, there.ssrc(), 0));
        assertTrue(heardThere.hasReportAboutUs());
        assertEquals(1, heardThere.byes());
    }

    @Test
    void lossAndRoundTripAreTold() {
        // The other side's sender report of 2 seconds ago.
        long ntp = Rtcp.ntpTimestamp(Instant.parse("2026-11-20T12:00:00.5Z"));
        Rtcp.writeReport(bytes, true, there, new ReceiveStream(8000), new RtcpReader(), cname(5), ntp, 0);
        assertTrue(heardHere.parse(bytes.flip(), here.ssrc(), 0));
        assertFalse(heardHere.hasReportAboutUs());
        bytes.clear();

        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                hearing.accept(parsed(i, 160 * i, there.ssrc()), i * SECOND / 50);
            }
        }
        Rtcp.writeReport(bytes, false, here, hearing, heardHere, cname(5), ntp, 2 * SECOND);
        assertTrue(heardThere.parse(bytes.flip(), there.ssrc(), 2 * SECOND));
        assertEquals(0.25, heardThere.fractionLost(), 0.01);
        assertEquals(25, heardThere.cumulativeLost());
        assertTrue(heardThere.takeReportAboutUs());
        assertFalse(heardThere.takeReportAboutUs());
        long seconds = 1L << 32;
        assertEquals(250_000, heardThere.roundTripMicros(ntp + 2 * seconds + seconds / 4));
        assertEquals(0, heardThere.roundTripMicros(ntp + 2 * seconds - seconds / 1000));
        assertEquals(-1, heardThere.roundTripMicros(ntp + seconds), "before it could be");
        assertEquals(-1, heardThere.roundTripMicros(ntp + 30 * seconds), "nobody waits so long");
        assertEquals(-1, heardHere.roundTripMicros(ntp));
        assertEquals(201, bytes.get(1) & 0xff);
        assertEquals((int) (ntp >>> 16), bytes.getInt(24));
        assertEquals(2 * 65536, bytes.getInt(28));
    }

    @Test
    void theCyclesOfASequenceAreThoseOfItsSource() {
        int old = there.ssrc() + 1;
        for (int sequence : new int[] {65_534, 65_535, 0, 1}) {
            hearing.accept(parsed(sequence, 0, old), 0);
        }
        Rtcp.writeReport(bytes, false, here, hearing, heardHere, cname(5), 0, 0);
        assertEquals(0x1_0001, bytes.getInt(16));
        bytes.clear();
        for (int sequence = 500; sequence < 504; sequence++) {
            hearing.accept(parsed(sequence, 0, there.ssrc()), sequence * SECOND / 50);
        }
        Rtcp.writeReport(bytes, false, here, hearing, heardHere, cname(5), 0, 0);
        assertEquals(there.ssrc(), bytes.getInt(8));
        assertEquals(503, bytes.getInt(16));
    }

    @Test
    void aSenderReportCountsPacketsAndOctets() {
        ByteBuffer header = ByteBuffer.allocate(12);
        for (int i = 0; i < 3; i++) {
            header.clear();
            assertEquals(12, here.writeHeader(header, 8, i == 0));
            here.countPayload(160);
            here.advance(160);
        }
        RtpPacket packet = new RtpPacket();
        assertTrue(packet.parse(header.flip()));
        assertEquals(8, packet.payloadType());
        assertFalse(packet.marker());
        assertEquals(here.timestamp() - 160, packet.timestamp());
        Rtcp.writeReport(bytes, true, here, hearing, heardHere, cname(5), 77, 0);
        assertEquals(200, bytes.get(1) & 0xff);
        assertEquals(here.ssrc(), bytes.getInt(4));
        assertEquals(77, bytes.getLong(8));
        assertEquals(here.timestamp(), bytes.getInt(16));
        assertEquals(3, bytes.getInt(20));
        assertEquals(480, bytes.getInt(24));
    }

    @Test
    void ntpTimeStartsIn1900() {
        assertEquals(2_208_988_800L << 32, Rtcp.ntpTimestamp(Instant.EPOCH));
        assertEquals(0x8000_0000L, Rtcp.ntpTimestamp(0, 500_000_000) & 0xffff_ffffL);
    }

    @Test
    void hostileCompoundsAreRefusedWhole() {
        for (int words : new int[] {0, 1, 5, 7, 65535}) {
            ByteBuffer report = ByteBuffer.allocate(28);
            report.put((byte) 0x80).put((byte) 200).putShort((short) words);
            boolean fits = 4 * (words + 1) == 28;
            assertEquals(fits, new RtcpReader().parse(report.position(0), 1, 0), "length " + words);
        }
        ByteBuffer hundred = ByteBuffer.allocate(800);
        for (int i = 0; i < 100; i++) {
            hundred.put((byte) 0x80).put((byte) 201).putShort((short) 1).putInt(i);
        }
        assertFalse(heardHere.parse(hundred.flip(), 1, 0));
        ByteBuffer endless = ByteBuffer.allocate(8 + 12);
        endless.put((byte) 0x80).put((byte) 201).putShort((short) 1).putInt(1);
        endless.put((byte) 0x9f).put((byte) 202).putShort((short) 2).putInt(1).put(new byte[] {1, -1, 65, 65});
        assertTrue(heardHere.parse(endless.flip(), 1, 0));
        ByteBuffer byeAlone = ByteBuffer.allocate(8);
        byeAlone.put((byte) 0x81).put((byte) 203).putShort((short) 1).putInt(1);
        assertFalse(heardHere.parse(byeAlone.flip(), 1, 0));
        assertFalse(heardHere.parse(ByteBuffer.allocate(4), 1, 0));
        assertFalse(heardHere.parse(ByteBuffer.allocate(0), 1, 0));
    }

    @Test
    void aBlockCountWithoutBlocksReadsNothing() {
        ByteBuffer report = ByteBuffer.allocate(8);
        report.put((byte) 0x9f).put((byte) 201).putShort((short) 1).putInt(1);
        assertTrue(heardHere.parse(report.flip(), 0, 0));
        assertFalse(heardHere.hasReportAboutUs());
    }

    @Test
    void mutatedReportsNeverReachOutOfBounds() {
        hearing.accept(parsed(0, 0, there.ssrc()), 0);
        Rtcp.writeBye(bytes, true, here, hearing, heardHere, cname(9), 1, 0);
        byte[] good = new byte[bytes.flip().remaining()];
        bytes.get(good);
        Random random = new Random(9);
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutated = good.clone();
            for (int flips = random.nextInt(5); flips > 0; flips--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            ByteBuffer cut =
                    ByteBuffer.wrap(mutated, 0, random.nextBoolean() ? good.length : random.nextInt(good.length));
            taken += heardThere.parse(cut, there.ssrc(), i) ? 1 : 0;
        }
        assertTrue(taken > 10_000, "taken " + taken);
    }

    @Test
    void reportsComeAboutEveryFiveSecondsButNotInStep() {
        RtcpSchedule schedule =
                new RtcpSchedule(RandomGeneratorFactory.getDefault().create(3), -7);
        long last = -7;
        int reports = 0;
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (long now = -7; now < 5000 * SECOND; now += SECOND / 50) {
            assertEquals(now >= schedule.deadlineNanos(), schedule.due(now));
            if (schedule.deadlineNanos() - now > longest) {
                longest = schedule.deadlineNanos() - now;
            }
            if (now > last && schedule.deadlineNanos() != last) {
                last = schedule.deadlineNanos();
                reports++;
                shortest = Math.min(shortest, last - now);
            }
        }
        assertTrue(shortest >= 1 * SECOND, "shortest " + shortest);
        assertTrue(longest <= 7 * SECOND, "longest " + longest);
        assertTrue(reports > 900 && reports < 1600, "reports " + reports);
    }
}
