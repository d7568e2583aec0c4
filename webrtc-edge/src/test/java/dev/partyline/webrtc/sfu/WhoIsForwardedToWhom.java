package dev.partyline.webrtc.sfu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.rtp.RtcpFeedback;
import dev.partyline.media.rtp.RtcpPackets;
import dev.partyline.media.rtp.RtcpReports;
import dev.partyline.webrtc.BrowserId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WhoIsForwardedToWhom {
    private final TestRoom room = new TestRoom();

    private static long feedback(TestRoom.Browser browser, int type, int format) {
        RtcpPackets packets = new RtcpPackets();
        long count = 0;
        for (ByteBuffer compound : browser.sent.rtcp) {
            assertTrue(packets.parse(compound));
            while (packets.next()) {
                count += packets.type() == type && packets.count() == format ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void everybodyHearsTheOthersAndNotHimself() {
        TestRoom.Browser one = room.forwarded();
        TestRoom.Browser two = room.forwarded();
        room.tick();
        for (int i = 0; i < 10; i++) {
            one.speak(-20);
            two.speak(-25);
            room.tick();
        }
        assertEquals(10, one.received(one.voiceSsrc(0)).size());
        assertEquals(10, two.received(two.voiceSsrc(0)).size());
        assertEquals(10, one.sent.rtp.size());
        assertEquals(10, one.audio.packets);
        assertEquals(two.id(), one.slots().voices().getFirst());
    }

    @Test
    void theMutedIsForwardedToNobody() {
        TestRoom.Browser one = room.forwarded();
        TestRoom.Browser two = room.forwarded();
        room.tick();
        one.speak(-20);
        one.member.mute(true);
        assertTrue(one.audio.muted);
        for (int i = 0; i < 100; i++) {
            one.speak(-20);
            room.tick();
        }
        assertEquals(1, two.sent.rtp.size());
        one.member.mute(false);
        one.speak(-20);
        assertEquals(2, two.sent.rtp.size());
        assertEquals(1, (two.sent.packet(1).sequence() - two.sent.packet(0).sequence()) & 0xffff, "no gap");
        assertEquals(one.id(), two.slots().voices().getFirst(), "his slot stayed his");
    }

    @Test
    void theMixedSeesOnePicture() {
        TestRoom.Browser mixed = room.new Browser(BrowserMode.MIXED, 4, 9);
        TestRoom.Browser one = room.forwarded();
        TestRoom.Browser two = room.forwarded();
        one.film(true);
        two.film(true);
        room.ticks(15);
        for (int i = 0; i < 50; i++) {
            two.speak(-20);
            one.film(i % 25 == 0);
            two.film(i % 25 == 0);
            room.tick();
        }
        List<Optional<BrowserId>> videos = mixed.slots().videos();
        assertEquals(1, videos.stream().filter(Optional::isPresent).count());
        assertTrue(videos.contains(two.id()), "who speaks");
        int slot = videos.indexOf(two.id());
        assertEquals(
                mixed.sent.rtp.size(), mixed.received(mixed.videoSsrc(slot)).size(), "one stream");
        assertTrue(mixed.sent.rtp.size() > 20);
        mixed.member.pin(List.of(one.id().orElseThrow()));
        room.ticks(15);
        assertTrue(mixed.slots().videos().contains(one.id()), "who is pinned");
        assertFalse(mixed.slots().videos().contains(two.id()));
    }

    @Test
    void whoIsMutedStopsSpeakingAtOnce() {
        TestRoom.Browser one = room.forwarded();
        room.forwarded();
        for (int i = 0; i < 20; i++) {
            one.speak(-20);
            room.tick();
        }
        assertTrue(one.member.speaking());
        one.member.mute(true);
        room.tick();
        assertFalse(one.member.speaking());
        one.member.mute(false);
        for (int i = 0; i < 20; i++) {
            one.speak(-20);
            room.tick();
        }
        assertTrue(one.member.speaking());
    }

    @Test
    void theMixedHasNoVoicesAndIsNone() {
        TestRoom.Browser mixed = room.new Browser(BrowserMode.MIXED, 4, 9);
        TestRoom.Browser other = room.forwarded();
        room.tick();
        mixed.film(true);
        room.ticks(15);
        mixed.speak(-20);
        other.speak(-20);
        mixed.film(true);
        assertEquals(0, mixed.sent.rtp.size());
        assertTrue(mixed.slots().voices().stream().allMatch(Optional::isEmpty));
        assertTrue(other.slots().voices().stream().allMatch(Optional::isEmpty));
        assertEquals(
                mixed.id(),
                other.slots().videos().stream()
                        .filter(Optional::isPresent)
                        .findFirst()
                        .orElseThrow());
        assertEquals(1, other.sent.rtp.size(), "his video");
        mixed.member.mode(BrowserMode.FORWARDED);
        room.ticks(15);
        assertEquals(other.id(), mixed.slots().voices().getFirst());
    }

    @Test
    void slotsAreToldFiveTimesASecondAtMost() {
        TestRoom.Browser listener = room.forwarded();
        TestRoom.Browser[] others = new TestRoom.Browser[12];
        for (int i = 0; i < others.length; i++) {
            others[i] = room.forwarded();
        }
        for (int i = 0; i < 500; i++) {
            others[i % 12].film(true);
            others[(i / 3) % 12].speak(-10);
            room.tick();
        }
        assertTrue(listener.told.size() <= 51, "told " + listener.told.size() + " times in 10 s");
        assertTrue(listener.told.size() >= 2);
        for (int i = 1; i < listener.told.size(); i++) {
            assertFalse(listener.told.get(i).equals(listener.told.get(i - 1)), "only what is new");
        }
    }

    @Test
    void whoLeavesLeavesHisSlotsEmpty() {
        TestRoom.Browser one = room.forwarded();
        TestRoom.Browser two = room.forwarded();
        room.ticks(15);
        room.room.leave(one.member);
        room.ticks(15);
        assertTrue(two.slots().voices().stream().allMatch(Optional::isEmpty));
        room.room.leave(two.member);
        assertTrue(room.room.isEmpty());
    }

    @Test
    void aLostPacketOfTheSourceIsAskedForAndForwardedInItsPlace() {
        TestRoom.Browser one = room.forwarded();
        TestRoom.Browser two = room.forwarded();
        one.film(true);
        room.ticks(15);
        one.film(true);
        ByteBuffer lost = one.frame(false);
        one.film(false);
        room.tick();
        assertEquals(1, feedback(one, RtcpFeedback.TRANSPORT, RtcpFeedback.NACK));
        one.member.receiveRtp(MadePackets.rtx(lost, 9, 99), room.nowNanos);
        int slot = two.videoSsrc(0);
        assertEquals(3, two.received(slot).size());
        int first = two.received(slot).get(0).getShort(2);
        assertEquals((short) (first + 2), two.received(slot).get(1).getShort(2));
        assertEquals((short) (first + 1), two.received(slot).get(2).getShort(2));
        room.ticks(100);
        assertEquals(1, feedback(one, RtcpFeedback.TRANSPORT, RtcpFeedback.NACK), "asked once");
        assertEquals(0, two.figures.value(BrowserCounters.Figure.DROPPED));
    }

    @Test
    void aSubscribersLossIsMadeGoodWithinABudget() {
        TestRoom.Browser one = room.forwarded();
        TestRoom.Browser two = room.forwarded();
        one.film(true);
        room.ticks(15);
        one.film(true);
        for (int i = 0; i < 20; i++) {
            one.film(false);
        }
        int slot = two.videoSsrc(0);
        int sequence = two.received(slot).get(5).getShort(2) & 0xffff;
        ByteBuffer nack = ByteBuffer.allocate(64);
        RtcpFeedback.writeNack(nack, 1, slot, new long[] {sequence, sequence + 3}, 2);
        two.member.receiveRtcp(nack.flip(), room.nowNanos);
        assertEquals(2, two.received(slot + 50).size());
        assertEquals((short) sequence, two.received(slot + 50).getFirst().getShort(12));
        for (int i = 0; i < 1_000; i++) {
            two.member.receiveRtcp(nack, room.nowNanos);
        }
        assertEquals(100, two.received(slot + 50).size(), "no amplifier");
    }

    @Test
    void keyFramesAreAskedForOnceASecondHoweverManyWantOne() {
        TestRoom.Browser one = room.forwarded();
        TestRoom.Browser two = room.forwarded();
        TestRoom.Browser three = room.forwarded();
        ByteBuffer pli = ByteBuffer.allocate(12);
        RtcpFeedback.writePli(pli, 1, two.videoSsrc(0));
        ByteBuffer fir = ByteBuffer.allocate(20);
        RtcpFeedback.writeFir(fir, 1, three.videoSsrc(0), 3);
        pli.flip();
        fir.flip();
        for (int i = 0; i < 200; i++) {
            one.film(false);
            two.member.receiveRtcp(pli, room.nowNanos);
            three.member.receiveRtcp(fir, room.nowNanos);
            room.tick();
        }
        long asked = feedback(one, RtcpFeedback.PAYLOAD, RtcpFeedback.PLI);
        assertTrue(asked >= 3 && asked <= 5, "asked " + asked + " times in 4 s");
        assertTrue(two.received(two.videoSsrc(0)).isEmpty(), "no picture can begin yet");
    }

    @Test
    void aPersonsVoiceAndVideoAreReportedByOneClock() {
        TestRoom.Browser one = room.forwarded();
        TestRoom.Browser two = room.forwarded();
        one.film(true);
        room.ticks(15);
        // His clock is years behind; voice and video were at 5,000 and 7,000 at the same moment.
        ByteBuffer reports = ByteBuffer.allocate(56);
        RtcpReports.writeSenderReport(reports, one.audioSsrc, 77L << 32, 5_000, 1, 1);
        RtcpReports.writeSenderReport(reports, one.videoSsrc, 77L << 32, 7_000, 1, 1);
        one.speak(-20);
        one.film(true);
        one.member.receiveRtcp(reports.flip(), room.nowNanos);
        int voiceStep = two.received(two.voiceSsrc(0)).getLast().getInt(4) - 960 * 65_000;
        int videoStep = two.received(two.videoSsrc(0)).getLast().getInt(4) - 3000 * 65_401;
        long here = room.nowNanos;
        room.ticks(60);
        int found = 0;
        for (ByteBuffer compound : two.sent.rtcp) {
            RtcpPackets packets = new RtcpPackets();
            packets.parse(compound);
            while (packets.next()) {
                if (packets.type() != 200) {
                    continue;
                }
                double seconds = compound.getLong(packets.body()) / 4.294967296e9 - here / 1e9;
                int timestamp = compound.getInt(packets.body() + 8);
                boolean voice = packets.senderSsrc() == two.voiceSsrc(0);
                double expected = voice ? 5_000 + 48_000 * seconds : 7_000 + 90_000 * seconds;
                assertEquals(expected, timestamp - (voice ? voiceStep : videoStep), 4);
                found++;
            }
        }
        assertEquals(2, found);
    }
}
