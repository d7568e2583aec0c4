package dev.partyline.media.rtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedbackIsWrittenAndRead {
    private final ByteBuffer bytes = ByteBuffer.allocate(600);
    private final RtcpPackets packets = new RtcpPackets();

    private String hex() {
        return HexFormat.of().formatHex(bytes.array(), 0, bytes.position());
    }

    @Test
    void aNackNamesPacketsByMasks() {
        long[] missing = {65_534, 65_535, 65_550, 65_551, 65_600};
        RtcpFeedback.writeNack(bytes, 1, 2, missing, 5);
        assertEquals("81cd00050000000100000002" + "fffe8001" + "000f0000" + "00400000", hex());
    }

    @Test
    void requestsForKeyFramesAreThoseOfTheRfc() {
        RtcpFeedback.writePli(bytes, 1, 2);
        RtcpFeedback.writeFir(bytes, 1, 2, 7);
        assertEquals("81ce00020000000100000002" + "84ce000400000001000000000000000207000000", hex());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 64_000, 262_143, 262_144, 800_000, 2_500_000_000L})
    void anEstimateComesBackAsItWas(long bitsPerSecond) {
        RtcpFeedback.writeRemb(bytes, 1, 2, bitsPerSecond);
        assertTrue(packets.parse(bytes.flip()));
        assertTrue(packets.next());
        long read = RtcpFeedback.rembBitsPerSecond(packets);
        assertTrue(read <= bitsPerSecond && read > bitsPerSecond * 0.9999, "read " + read);
    }

    @Test
    void aReportOfManyStreamsIsWalkedThrough() {
        RtcpReports.writeSenderReport(bytes, 11, 5L << 32, 99, 3, 4);
        int report = RtcpReports.writeReceiverReport(bytes, 12);
        ReceiveStream stream = new ReceiveStream(48_000);
        stream.accept(RtpBytes.parsed(7, 0, 77), 0);
        stream.accept(RtpBytes.parsed(9, 0, 77), 0);
        SourceReports source = new SourceReports();
        source.heard(77, 0x0001_0002_0003_0004L, 1, 0);
        RtcpReports.addBlock(bytes, report, stream, source, 500_000_000L);
        RtcpReports.addBlock(bytes, report, new ReceiveStream(90_000), new SourceReports(), 0);
        RtcpReports.writeCnames(bytes, new int[] {11, 12}, 2, new byte[] {'a', 'b', 'c'});
        RtcpReports.writeBye(bytes, new int[] {11}, 1);
        assertTrue(packets.parse(bytes.flip()));
        int[] types = new int[4];
        int blocksSeen = 0;
        ReportBlocks blocks = new ReportBlocks(packets);
        for (int i = 0; packets.next(); i++) {
            types[i] = packets.type();
            blocks.begin();
            while (blocks.next()) {
                blocksSeen++;
                assertEquals(77, blocks.ssrc());
                assertEquals(85, blocks.fractionLost());
                // Our clock reads a second after his report, of which he kept us half a second.
                long roundTrip = blocks.roundTripNanos(0x0001_0002_0003_0004L + (1L << 32));
                assertTrue(Math.abs(roundTrip - 500_000_000L) < 100_000, "round trip " + roundTrip);
            }
        }
        assertArrayEquals(new int[] {200, 201, 202, 203}, types);
        assertEquals(1, blocksSeen);
    }

    @Test
    void timestampsGoWithTheSourcesClock() {
        SourceReports source = new SourceReports();
        assertFalse(source.known(5));
        source.heard(5, 100L << 32, -10, 0);
        assertTrue(source.known(5));
        assertEquals(89_990, source.rtpTimestampAt(101L << 32, 90_000));
        assertEquals(-45_010, source.rtpTimestampAt((99L << 32) + (1L << 31), 90_000));
    }

    @Test
    void whatIsNoRtcpIsRefusedWhole() {
        RtcpFeedback.writePli(bytes, 1, 2);
        byte[] good = new byte[bytes.flip().remaining()];
        bytes.get(good);
        assertTrue(packets.parse(ByteBuffer.wrap(good)));
        for (int cut = 0; cut < good.length; cut++) {
            assertFalse(packets.parse(ByteBuffer.wrap(good, 0, cut)), "cut to " + cut);
            assertFalse(packets.next());
        }
        for (int words : new int[] {0, 1, 3, 65_535}) {
            byte[] wrong = good.clone();
            wrong[2] = (byte) (words >> 8);
            wrong[3] = (byte) words;
            assertFalse(packets.parse(ByteBuffer.wrap(wrong)), "length " + words);
        }
        byte[] padded = good.clone();
        padded[0] |= 0x20;
        for (int padding : new int[] {0, 5, 255}) {
            padded[11] = (byte) padding;
            assertFalse(packets.parse(ByteBuffer.wrap(padded)), "padding " + padding);
        }
        padded[11] = 4;
        assertTrue(packets.parse(ByteBuffer.wrap(padded)));
        assertTrue(packets.next());
        assertEquals(8, packets.end());
    }

    @Test
    void randomBytesReachNothingOutOfBounds() {
        Random random = new Random(1);
        ReportBlocks blocks = new ReportBlocks(packets);
        int taken = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] datagram = new byte[random.nextInt(80)];
            random.nextBytes(datagram);
            for (int at = 0; at + 4 <= datagram.length; at += 12) {
                datagram[at] = (byte) (0x80 | random.nextInt(32));
                datagram[at + 1] = (byte) (200 + random.nextInt(8));
                datagram[at + 2] = 0;
                datagram[at + 3] = 2;
            }
            if (packets.parse(ByteBuffer.wrap(datagram))) {
                taken++;
                while (packets.next()) {
                    RtcpFeedback.rembBitsPerSecond(packets);
                    RtcpReports.readSenderReport(packets, new SourceReports(), 0);
                    blocks.begin();
                    while (blocks.next()) {
                        blocks.roundTripNanos(i);
                    }
                }
            }
        }
        assertTrue(taken > 10_000, "taken " + taken);
    }
}
