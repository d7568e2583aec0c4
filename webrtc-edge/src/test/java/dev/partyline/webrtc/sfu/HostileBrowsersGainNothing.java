package dev.partyline.webrtc.sfu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtcpFeedback;
import dev.partyline.media.rtp.RtcpReports;
import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HostileBrowsersGainNothing {
    private final TestRoom room = new TestRoom();

    @Test
    void aMillionSourcesAreOne() {
        TestRoom.Browser hostile = room.forwarded();
        TestRoom.Browser other = room.forwarded();
        room.tick();
        hostile.speak(-20);
        Random random = new Random(3);
        ByteBuffer packet = MadePackets.audio(1, 1, 1, -20);
        for (int i = 0; i < 1_000_000; i++) {
            packet.putInt(8, random.nextInt()).putShort(2, (short) random.nextInt());
            hostile.member.receiveRtp(packet, room.nowNanos + i);
        }
        assertEquals(1, other.sent.rtp.size());
        assertEquals(1, hostile.audio.packets);
        assertEquals(1_000_000, room.counters.value(DropReason.UNKNOWN_SSRC));
        hostile.speak(-20);
        assertEquals(2, other.sent.rtp.size(), "his own source goes on");
    }

    @Test
    void payloadTypesThatWereNotAgreedAreDropped() {
        TestRoom.Browser hostile = room.forwarded();
        room.forwarded();
        room.tick();
        for (int type = 0; type < 128; type++) {
            ByteBuffer packet = MadePackets.audio(type, type, 4, -20);
            packet.put(1, (byte) type);
            hostile.member.receiveRtp(packet, room.nowNanos);
        }
        long refused = room.counters.value(DropReason.UNKNOWN_PAYLOAD_TYPE);
        assertEquals(128 - 3 - 32, refused, "three are agreed, 32 would be RTCP");
    }

    @Test
    void aStormOfNacksIsReadToItsBoundOnly() {
        TestRoom.Browser hostile = room.forwarded();
        TestRoom.Browser other = room.forwarded();
        other.film(true);
        room.ticks(15);
        other.film(true);
        ByteBuffer storm = ByteBuffer.allocate(2000);
        RtcpReports.writeReceiverReport(storm, 1);
        RtcpReports.writeCnames(storm, new int[] {1}, 1, new byte[] {65});
        int control = storm.position();
        RtcpFeedback.writeNack(storm, 1, hostile.videoSsrc(0), new long[] {5}, 1);
        while (storm.remaining() >= 4) {
            storm.putInt(0x0005ffff);
        }
        storm.putShort(control + 2, (short) ((storm.position() - control) / 4 - 1));
        hostile.member.receiveRtcp(storm.flip(), room.nowNanos);
        assertEquals(256, room.counters.value(EdgeCounters.Counter.NACKS_RECEIVED));
    }

    @Test
    void mutatedFeedbackReachesNothingOutOfBounds() {
        TestRoom.Browser hostile = room.forwarded();
        TestRoom.Browser other = room.forwarded();
        other.film(true);
        room.ticks(15);
        other.film(true);
        ByteBuffer good = ByteBuffer.allocate(400);
        RtcpReports.writeSenderReport(good, hostile.audioSsrc, 1L << 40, 1, 1, 1);
        RtcpReports.writeReceiverReport(good, 1);
        RtcpReports.writeCnames(good, new int[] {1, 2}, 2, new byte[] {65, 66, 67});
        RtcpFeedback.writeNack(good, 1, hostile.videoSsrc(0), new long[] {5, 9, 70, 90}, 4);
        RtcpFeedback.writePli(good, 1, hostile.videoSsrc(0));
        RtcpFeedback.writeFir(good, 1, hostile.videoSsrc(0), 1);
        RtcpFeedback.writeRemb(good, 1, hostile.videoSsrc(0), 1_000_000);
        RtcpReports.writeBye(good, new int[] {1, hostile.audioSsrc}, 2);
        byte[] bytes = new byte[good.flip().remaining()];
        good.get(bytes);
        Random random = new Random(12);
        for (int i = 0; i < 200_000; i++) {
            byte[] mutated = bytes.clone();
            for (int flips = random.nextInt(6); flips > 0; flips--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
            hostile.member.receiveRtcp(ByteBuffer.wrap(mutated, 0, length), room.nowNanos + i);
        }
        assertTrue(room.counters.value(DropReason.MALFORMED) > 50_000);
        assertTrue(room.counters.value(EdgeCounters.Counter.RTCP_RECEIVED) > 10_000);
        int before = hostile.received(hostile.videoSsrc(0)).size();
        other.film(false);
        assertEquals(before + 1, hostile.received(hostile.videoSsrc(0)).size(), "BYE ended nothing");
    }

    @Test
    void mutatedVideoReachesNothingOutOfBounds() {
        TestRoom.Browser hostile = room.forwarded();
        room.forwarded();
        hostile.film(true);
        room.ticks(15);
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            ByteBuffer frame = hostile.frame(i % 50 == 0);
            byte[] mutated = new byte[frame.limit()];
            frame.get(0, mutated);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                mutated[random.nextInt(20)] = (byte) random.nextInt();
            }
            int length = random.nextBoolean() ? frame.limit() : random.nextInt(frame.limit());
            hostile.member.receiveRtp(ByteBuffer.wrap(mutated, 0, length), room.nowNanos + i);
        }
        assertTrue(room.counters.value(EdgeCounters.Counter.RTP_RECEIVED) > 50_000);
    }

    @Test
    void keyFramesOfH264AreFoundAndNothingElse() {
        assertTrue(beginsWith(0x67, 1, 2));
        assertTrue(beginsWith(0x65, 1, 2));
        assertFalse(beginsWith(0x41, 1, 2));
        assertFalse(beginsWith());
        assertTrue(beginsWith(0x78, 0, 2, 0x67, 1, 0, 2, 0x68, 1), "STAP-A of parameter sets");
        assertTrue(beginsWith(0x78, 0, 2, 0x09, 1, 0, 2, 0x65, 1));
        assertFalse(beginsWith(0x78, 0, 2, 0x41, 1, 0, 2, 0x41, 1));
        assertFalse(beginsWith(0x78, 0xff, 0xff, 0x41), "a length beyond the packet");
        assertTrue(beginsWith(0x7c, 0x85, 1), "FU-A that begins an IDR slice");
        assertFalse(beginsWith(0x7c, 0x05, 1), "its middle");
        assertFalse(beginsWith(0x7c));
    }

    private static boolean beginsWith(int... payload) {
        ByteBuffer bytes = ByteBuffer.allocate(12 + payload.length);
        bytes.put(0, (byte) 0x80).put(1, (byte) 102).position(12);
        for (int value : payload) {
            bytes.put((byte) value);
        }
        RtpPacket packet = MadePackets.parsed(bytes.flip());
        return H264KeyFrame.beginsWith(packet);
    }
}
