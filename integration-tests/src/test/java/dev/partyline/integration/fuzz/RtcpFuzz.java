package dev.partyline.integration.fuzz;

import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.ReportBlocks;
import dev.partyline.media.rtp.Rtcp;
import dev.partyline.media.rtp.RtcpFeedback;
import dev.partyline.media.rtp.RtcpPackets;
import dev.partyline.media.rtp.RtcpReader;
import dev.partyline.media.rtp.SendStream;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Compound packets of phones and of browsers: walked through within their bounds, and always to an end. */
public final class RtcpFuzz {
    private static final int OWN_SSRC = 0x11223344;

    private RtcpFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        ByteBuffer datagram = ByteBuffer.wrap(bytes);
        RtcpReader reader = new RtcpReader();
        boolean taken = reader.parse(datagram, OWN_SSRC, 1_000_000_000L);
        Fuzz.check(datagram.position() == 0 && datagram.limit() == bytes.length, "it was moved");
        Fuzz.check(taken || !reader.takeReportAboutUs(), "a report of what is none");
        Fuzz.check(reader.fractionLost() >= 0 && reader.fractionLost() < 1, "more was lost than was sent");
        long roundTrip = reader.roundTripMicros(0x1234_5678_9abc_def0L);
        Fuzz.check(roundTrip >= -1 && roundTrip <= 10_000_000, "a round trip of " + roundTrip);
        ByteBuffer report = ByteBuffer.allocate(Rtcp.MAX_BYTES);
        SendStream sent = new SendStream(new SplittableRandom(1));
        Rtcp.writeReport(report, true, sent, new ReceiveStream(8_000), reader, new byte[] {'c'}, 1, Long.MAX_VALUE);
        Fuzz.check(new RtcpReader().parse(report.flip(), OWN_SSRC, 0), "what we report then is no report");

        RtcpPackets packets = new RtcpPackets();
        int count = 0;
        if (packets.parse(datagram)) {
            while (packets.next()) {
                Fuzz.check(++count <= bytes.length / 4, "more packets than fit");
                Fuzz.check(packets.body() <= packets.end() && packets.end() <= bytes.length, "beyond its end");
                packets.senderSsrc();
                long bitsPerSecond = RtcpFeedback.rembBitsPerSecond(packets);
                Fuzz.check(bitsPerSecond >= -1, "a rate below nothing");
                ReportBlocks blocks = new ReportBlocks(packets);
                blocks.begin();
                for (int block = 0; blocks.next(); block++) {
                    Fuzz.check(block < 31, "more blocks than five bits can say");
                    blocks.ssrc();
                    Fuzz.check(blocks.fractionLost() >= 0 && blocks.fractionLost() < 256, "no share");
                    blocks.roundTripNanos(0x1234_5678_9abc_def0L);
                }
            }
        }
    }
}
