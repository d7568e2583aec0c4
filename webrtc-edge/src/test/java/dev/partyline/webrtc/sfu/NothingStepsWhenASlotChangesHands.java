package dev.partyline.webrtc.sfu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.rtp.HeaderExtensions;
import dev.partyline.media.rtp.RtpPacket;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NothingStepsWhenASlotChangesHands {
    private static final long TICK = 20_000_000L;
    private static final int SLOT_SSRC = 0x5107;
    private static final int SLOT_RTX = 0x5108;

    private final SentPackets sent = new SentPackets();
    private final ForwardingLoop loop = new ForwardingLoop(new EdgeCounters(), () -> 0, new Random(4));
    private final SentHistory history = new SentHistory();
    private final SlotStream voice = new SlotStream(
            loop, sent, history, new Slot(List.of(new Format(Codec.OPUS, 63, Format.NO_RTX)), SLOT_SSRC, 0, 7), 48_000);
    private final SlotStream video = new SlotStream(
            loop, sent, history, new Slot(List.of(new Format(Codec.VP8, 100, 101)), SLOT_SSRC, SLOT_RTX, 0), 90_000);

    private void voice(long sequence, int timestamp, long nowNanos) {
        RtpPacket packet = MadePackets.parsed(MadePackets.audio((int) sequence, timestamp, 5, -30));
        voice.forwardAudio(packet, sequence, -30, true, nowNanos);
    }

    private void video(long sequence, int timestamp, int pictureId, int tl0, boolean key, long nowNanos) {
        RtpPacket packet = MadePackets.parsed(MadePackets.vp8((int) sequence, timestamp, 5, pictureId, tl0, key));
        Vp8Header header = loop.vp8();
        assertTrue(header.parse(packet));
        assertEquals(key, header.keyFrameStart());
        video.forwardVideo(packet, sequence, Codec.VP8, header, key, nowNanos);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 32_767, 65_500, 65_535, 1L << 40})
    void voicesFollowEachOtherWithoutAStep(long begin) {
        long now = 0;
        for (int i = 0; i < 100; i++, now += TICK) {
            voice(begin + i, 960 * i, now);
        }
        voice.owner(null);
        now += 50 * TICK;
        for (int i = 0; i < 100; i++, now += TICK) {
            voice(40_000 + i, 0x7fff_ff00 + 960 * i, now);
        }
        assertEquals(200, sent.rtp.size());
        for (int i = 1; i < 200; i++) {
            RtpPacket before = sent.packet(i - 1);
            RtpPacket packet = sent.packet(i);
            assertEquals(1, (packet.sequence() - before.sequence()) & 0xffff);
            int step = packet.timestamp() - before.timestamp();
            assertEquals(i == 100 ? 51 * 960 : 960, step, "packet " + i);
            assertEquals(SLOT_SSRC, packet.ssrc());
            assertEquals(63, packet.payloadType());
            assertEquals(-30, HeaderExtensions.audioLevelDbov(packet, 7));
            assertEquals(80, packet.payloadLength());
        }
    }

    @Test
    void aLatePacketOfBeforeTheSwitchIsNotSent() {
        voice(500, 0, 0);
        voice(499, -960, 0);
        assertEquals(1, sent.rtp.size());
        voice(502, 1920, 2 * TICK);
        voice(501, 960, 2 * TICK);
        assertEquals(3, sent.rtp.size());
        assertEquals(1, (sent.packet(2).sequence() - sent.packet(0).sequence()) & 0xffff);
    }

    @Test
    void videoBeginsWithAKeyFrameAndItsPicturesGoOn() {
        int[] pictures = {32_700, 5, 16_000, 127};
        int[] layers = {250, 3, 99, 255};
        long now = 0;
        for (int source = 0; source < 4; source++) {
            video.owner(null);
            int before = sent.rtp.size();
            for (int i = 0; i < 10; i++, now += TICK) {
                video(900L * source + i, 3000 * i, pictures[source] - 10 + i, layers[source], false, now);
            }
            assertEquals(before, sent.rtp.size(), "nothing before the key frame");
            for (int i = 0; i < 200; i++, now += TICK) {
                boolean key = i % 100 == 0;
                int picture = (pictures[source] + i) & 0x7fff;
                video(900L * source + 10 + i, 3000 * (10 + i), picture, (layers[source] + i) & 0xff, key, now);
            }
        }
        assertEquals(800, sent.rtp.size());
        for (int i = 1; i < 800; i++) {
            RtpPacket before = sent.packet(i - 1);
            RtpPacket packet = sent.packet(i);
            String at = "packet " + i;
            assertEquals(1, (packet.sequence() - before.sequence()) & 0xffff, at);
            assertEquals(1, (MadePackets.pictureId(packet) - MadePackets.pictureId(before)) & 0x7fff, at);
            assertEquals(1, (MadePackets.tl0(packet) - MadePackets.tl0(before)) & 0xff, at);
            assertTrue(packet.timestamp() - before.timestamp() > 0, at);
            assertEquals(100, packet.payloadType());
            assertTrue(packet.marker());
        }
    }

    @Test
    void whatWasRewrittenIsRewrittenAgain() {
        video(7_000, 0, 50, 9, true, 0);
        video.owner(null);
        video(90, 3000, 700, 80, true, TICK);
        video(91, 6000, 701, 81, false, 2 * TICK);
        RtpPacket original = sent.last();
        int outgoing = original.sequence();
        assertEquals(91, video.sourceSequence(outgoing));
        assertEquals(-1, video.sourceSequence((outgoing - 2) & 0xffff), "another source's");
        RtpPacket kept = MadePackets.parsed(MadePackets.vp8(91, 6000, 5, 701, 81, false));
        assertTrue(loop.vp8().parse(kept));
        assertTrue(video.retransmit(kept, outgoing, Codec.VP8, loop.vp8()));
        RtpPacket again = sent.last();
        assertEquals(101, again.payloadType());
        assertEquals(SLOT_RTX, again.ssrc());
        assertEquals(original.timestamp(), again.timestamp());
        assertEquals(outgoing, again.buffer().getShort(again.payloadOffset()) & 0xffff);
        assertEquals(
                original.buffer().slice(original.payloadOffset(), original.payloadLength()),
                again.buffer().slice(again.payloadOffset() + 2, again.payloadLength() - 2));
    }

    @Test
    void aSubscriberGetsNoCodecThatItHasNot() {
        RtpPacket packet = MadePackets.parsed(MadePackets.vp8(1, 0, 5, 1, 1, true));
        video.forwardVideo(packet, 1, Codec.H264, loop.vp8(), true, 0);
        assertEquals(0, sent.rtp.size());
    }
}
