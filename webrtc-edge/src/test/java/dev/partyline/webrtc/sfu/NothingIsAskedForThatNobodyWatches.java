package dev.partyline.webrtc.sfu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.rtp.RtcpFeedback;
import dev.partyline.media.rtp.RtcpPackets;
import dev.partyline.webrtc.BrowserEvent;
import dev.partyline.webrtc.BrowserId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NothingIsAskedForThatNobodyWatches {
    private static final long SECOND = 1_000_000_000L;

    private final TestRoom room = new TestRoom();
    private final TestRoom.Browser source = room.forwarded();

    /** Times at which this was asked of the source; NACKs count each packet. */
    private List<Long> asked(int type, int format) {
        RtcpPackets packets = new RtcpPackets();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < source.sent.rtcp.size(); i++) {
            assertTrue(packets.parse(source.sent.rtcp.get(i)));
            while (packets.next()) {
                if (packets.type() == type && packets.count() == format) {
                    times.add(source.sent.rtcpNanos.get(i));
                }
            }
        }
        return times;
    }

    private int nacks() {
        return asked(RtcpFeedback.TRANSPORT, RtcpFeedback.NACK).size();
    }

    private List<Long> plis() {
        return asked(RtcpFeedback.PAYLOAD, RtcpFeedback.PLI);
    }

    private void tick() {
        room.tick();
        source.sent.stamp(room.nowNanos);
    }

    /** Video of which every third packet is lost. */
    private void filmBadly(int packets) {
        for (int i = 0; i < packets; i++) {
            if (i % 3 == 2) {
                source.frame(false);
            } else {
                source.film(false);
            }
            tick();
        }
    }

    private TestRoom.Browser viewer(int videos) {
        return room.new Browser(BrowserMode.FORWARDED, 4, videos);
    }

    @Test
    void aloneOneIsAskedForNothing() {
        filmBadly(200);
        assertEquals(0, nacks());
        assertEquals(0, plis().size());
    }

    @Test
    void ofWhoHasASlotWhatIsLostIsAskedForUntilNobodyHas() {
        viewer(0);
        filmBadly(100);
        assertEquals(0, nacks(), "who takes no video watches none");
        TestRoom.Browser watching = viewer(1);
        filmBadly(30);
        int before = nacks();
        filmBadly(60);
        assertTrue(nacks() > before);
        assertEquals(
                1, plis().stream().filter(at -> at > room.nowNanos - SECOND).count());
        room.room.leave(watching.member);
        filmBadly(30);
        int after = nacks();
        int requests = plis().size();
        filmBadly(200);
        assertEquals(after, nacks());
        assertEquals(requests, plis().size());
    }

    @Test
    void whoCannotDecodeItIsNoViewer() {
        List<Format> h264 = List.of(new Format(Codec.H264, 102, 103));
        Agreement agreement = new Agreement(null, null, null, List.of(), List.of(new Slot(h264, 77, 78, 0)), "cname");
        Agreement off = new Agreement(null, null, null, List.of(), List.of(new Slot(List.of(), 77, 78, 0)), "cname");
        List<BrowserEvent> told = new ArrayList<>();
        Member other = room.room.enter(
                new BrowserId("other"),
                agreement,
                BrowserMode.FORWARDED,
                new HeardAudio(),
                new SentPackets(),
                new BrowserCounters(room.counters),
                told::add,
                room.nowNanos);
        filmBadly(100);
        assertTrue(source.member.camera().reception().slots().size() == 1, "it has the slot all the same");
        assertEquals(0, nacks());
        assertEquals(0, plis().size());
        other.agree(off);
        filmBadly(100);
        assertEquals(0, nacks() + plis().size(), "switched off");
    }

    @Test
    void onceASecondHoweverTheNeedArises() {
        TestRoom.Browser one = viewer(9);
        TestRoom.Browser two = viewer(9);
        ByteBuffer pli = ByteBuffer.allocate(12);
        RtcpFeedback.writePli(pli, 1, one.videoSsrc(0));
        pli.flip();
        for (int i = 0; i < 1_000; i++) {
            switch (i % 10) {
                case 0 -> source.frame(false);
                case 1 -> one.member.receiveRtcp(pli, room.nowNanos);
                case 2 -> two.member.mode(i % 20 == 2 ? BrowserMode.MIXED : BrowserMode.FORWARDED);
                case 3 -> two.member.pin(i % 20 == 3 ? List.of(source.member.id()) : List.of());
                case 4 -> one.member.agree(one.agreed);
                case 5 -> source.member.agree(source.agreed);
                case 6 -> {
                    if (i % 250 == 6) {
                        room.room.leave(two.member);
                        two = viewer(9);
                    }
                }
                default -> {}
            }
            source.film(i % 40 == 7);
            tick();
        }
        List<Long> times = plis();
        assertTrue(times.size() >= 10, "asked " + times.size() + " times in 20 s");
        for (int i = 1; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - 1) >= SECOND, "request " + i);
        }
    }
}
