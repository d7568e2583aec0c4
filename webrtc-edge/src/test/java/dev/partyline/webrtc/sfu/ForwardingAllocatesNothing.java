package dev.partyline.webrtc.sfu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.partyline.media.BrowserMode;
import dev.partyline.webrtc.BrowserId;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ForwardingAllocatesNothing {
    private static final int VIEWERS = 100;
    private static final int PACKETS = 5_000;

    private long sent;

    private final PacketTransport transport = new PacketTransport() {
        @Override
        public boolean sendRtp(ByteBuffer packet) {
            sent++;
            return true;
        }

        @Override
        public boolean sendAgain(ByteBuffer protectedRtp) {
            return true;
        }

        @Override
        public boolean sendRtcp(ByteBuffer compound) {
            return true;
        }
    };

    @Test
    void inTheSteadyState() {
        TestRoom room = new TestRoom();
        TestRoom.Browser source = room.forwarded();
        List<Format> vp8 = List.of(new Format(Codec.VP8, 100, 101));
        List<Format> opus = List.of(new Format(Codec.OPUS, 63, Format.NO_RTX));
        for (int i = 0; i < VIEWERS; i++) {
            Agreement agreement = new Agreement(
                    null,
                    null,
                    new Slot(opus, 1, 0, 1),
                    List.of(new Slot(opus, 2, 0, 1)),
                    List.of(new Slot(vp8, 3, 4, 0)),
                    "cname");
            room.room.enter(
                    new BrowserId("viewer" + i),
                    agreement,
                    BrowserMode.FORWARDED,
                    new HeardAudio(),
                    transport,
                    new BrowserCounters(room.counters),
                    event -> {},
                    room.nowNanos);
        }
        source.film(true);
        room.ticks(15);
        ByteBuffer voice = MadePackets.audio(0, 0, source.audioSsrc, -20);
        ByteBuffer video = source.frame(true);
        run(room, source, voice, video, 0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sentBefore = sent;
        long before = threads.getCurrentThreadAllocatedBytes();
        run(room, source, voice, video, PACKETS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        long packets = sent - sentBefore;
        assertEquals(2L * PACKETS * VIEWERS, packets);
        assertTrue(allocated < packets, allocated + " bytes for " + packets + " packets");
    }

    private static void run(TestRoom room, TestRoom.Browser source, ByteBuffer voice, ByteBuffer video, int begin) {
        int firstVideo = video.getShort(2) & 0xffff;
        for (int i = 0; i < PACKETS; i++) {
            int number = begin + i;
            voice.putShort(2, (short) number).putInt(4, 960 * number);
            source.member.receiveRtp(voice, room.nowNanos);
            video.putShort(2, (short) (firstVideo + (begin == 0 ? i : 1 + i)));
            video.putInt(4, 3000 * number);
            source.member.receiveRtp(video, room.nowNanos);
            if (i % 5 == 0) {
                room.tick();
            }
        }
    }
}
