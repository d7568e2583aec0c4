package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.room.LoopCounters.Counter;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtcpReader;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsGoBothWays {
    private final TestRoom room = new TestRoom();

    @Test
    void oneAboutEveryFiveSecondsAboutWhatThePhoneSends() {
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(60_000);
        List<byte[]> reports = phone.wire.rtcpFromBridge;
        assertTrue(reports.size() >= 9 && reports.size() <= 20, reports.size() + " reports");
        RtcpReader reader = new RtcpReader();
        for (byte[] report : reports) {
            assertTrue(reader.parse(ByteBuffer.wrap(report), TestPhone.FIRST_SSRC, 0));
        }
        assertTrue(reader.hasReportAboutUs());
        assertEquals(0, reader.cumulativeLost());
        assertEquals(reports.size(), room.count(Counter.RTCP_SENT));
        assertEquals((byte) 200, reports.getFirst()[1], "a sender report");
    }

    @Test
    void afterTicksThatNeverWereItTellsTheTimeOfThePacketBesideIt() {
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(1000);
        List<byte[]> reports = phone.wire.rtcpFromBridge;
        reports.clear();
        for (int tick = 0; tick < 200 && reports.isEmpty(); tick++) {
            room.nowNanos += 80_000_000L;
            phone.tick();
            room.rooms.tick(room.nowNanos, 3);
        }
        // RFC 3550 section 6.4.1: after the header, the SSRC and the time of NTP.
        int told = ByteBuffer.wrap(reports.getFirst()).getInt(16);
        assertEquals(ByteBuffer.wrap(phone.wire.fromBridge.getLast()).getInt(4), told);
    }

    @Test
    void nothingIsToldAboutAPhoneThatSentNothingSinceTheLastReport() {
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(20_000);
        phone.sendsNothing();
        room.runs(10_000);
        phone.wire.rtcpFromBridge.clear();
        room.runs(20_000);
        for (byte[] report : phone.wire.rtcpFromBridge) {
            assertEquals((byte) 0x80, report[0], "no report block");
        }
        phone.speaksAgain();
        room.runs(8000);
        assertEquals((byte) 0x81, phone.wire.rtcpFromBridge.getLast()[0]);
    }

    @Test
    void aByeOrNonsenseEndsNothing() {
        TestPhone phone = room.joins(Codec.PCMU).sends(new Tone(500, -20));
        TestPhone other = room.joins(Codec.PCMU);
        room.runs(1000);
        phone.wire.rtcpToBridge.add(new byte[] {
            (byte) 0x80, (byte) 201, 0, 1, 0, 0, 0x12, 0x34, (byte) 0x81, (byte) 203, 0, 1, 0, 0, 0x12, 0x34
        });
        phone.wire.rtcpToBridge.add(new byte[] {1, 2, 3});
        room.runs(1000);
        assertEquals(1, room.count(Counter.RTCP_RECEIVED));
        assertEquals(1, room.rooms.counters().value(DropReason.MALFORMED));
        assertEquals(-20, other.hears(500), 1);
    }
}
