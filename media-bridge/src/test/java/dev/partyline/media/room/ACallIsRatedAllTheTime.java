package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneQuality;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.room.LoopCounters.Counter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

final class ACallIsRatedAllTheTime {
    private final TestRoom room = new TestRoom();
    private final TestPhone phone = room.joins(Codec.PCMU).sends(new Tone(500, -20));

    private PhoneQuality quality() {
        return phone.leg.stats().quality();
    }

    /** The first so many of each ten packets do not arrive. */
    private void loses(int millis, int ofTen) {
        for (int i = 0; i < millis / 20; i++) {
            phone.network = i % 10 < ofTen ? new ArrayDeque<>() : phone.wire.toBridge;
            room.runs(20);
        }
        phone.network = phone.wire.toBridge;
    }

    @Test
    void nothingIsSaidBeforeAnythingIsKnown() {
        room.runs(1_000);
        assertEquals(Double.NaN, quality().heard().meanOpinion());
        assertEquals(Double.NaN, quality().sent().meanOpinion());
        assertEquals(-1, quality().roundTripMicros());
    }

    @Test
    void aCleanCallIsAsGoodAsTelephonyGets() {
        room.runs(12_000);
        assertEquals(0, quality().heard().lossShare());
        assertEquals(4.3, quality().heard().meanOpinion(), 0.1);
    }

    @Test
    void lossIsRatedWhileItLastsAndForgottenAfter() {
        room.runs(12_000);
        double clean = quality().heard().meanOpinion();
        loses(12_000, 1);
        double single = quality().heard().meanOpinion();
        assertEquals(0.1, quality().heard().lossShare(), 0.02);
        assertEquals(1, quality().heard().burstRatio(), 0.1);
        assertTrue(single < clean - 0.5, clean + " to " + single);
        loses(12_000, 3);
        assertEquals(0.3, quality().heard().lossShare(), 0.05);
        assertEquals(2.1, quality().heard().burstRatio(), 0.2);
        assertTrue(quality().heard().meanOpinion() < single);
        room.runs(15_000);
        assertEquals(clean, quality().heard().meanOpinion(), 0.05);
    }

    @Test
    void whatItReportsOfUsIsRatedToo() {
        room.runs(6_000);
        ByteBuffer ours = ByteBuffer.wrap(phone.wire.rtcpFromBridge.getLast());
        ByteBuffer report = ByteBuffer.allocate(32);
        report.putInt(0x81c9_0007)
                .putInt(TestPhone.FIRST_SSRC)
                .putInt(ours.getInt(4))
                // 5 % lost, 100 of them so far.
                .putInt(13 << 24 | 100)
                .putInt(1_000)
                // Eight milliseconds at 8 kHz.
                .putInt(64);
        phone.wire.rtcpToBridge.add(report.array());
        room.runs(20);
        assertEquals(0.05, quality().sent().lossShare(), 0.002);
        assertEquals(8_000, quality().sent().jitterMicros());
        assertEquals(2.05, quality().sent().meanOpinion(), 0.1);
        assertEquals(-1, quality().roundTripMicros(), "it echoed no report of ours");
    }

    @Test
    void glitchesAreCounted() {
        room.runs(4_000);
        long concealedBefore = room.count(Counter.FRAMES_CONCEALED);
        assertEquals(0, room.count(Counter.UNDERRUNS));
        // Nothing for 60 ms, and then all of it at once: the wire held it back.
        phone.network = new ArrayDeque<>();
        room.runs(60);
        phone.wire.toBridge.addAll(phone.network);
        phone.network = phone.wire.toBridge;
        room.runs(1_000);
        assertEquals(1, room.count(Counter.UNDERRUNS));
        assertEquals(1, quality().underruns());
        assertTrue(room.count(Counter.FRAMES_CONCEALED) > concealedBefore);
        room.runs(20_000);
        assertTrue(quality().framesStretched() > 0, "the delay shrank again");
        assertEquals(quality().framesStretched(), room.count(Counter.FRAMES_STRETCHED));
        assertEquals(1, room.count(Counter.UNDERRUNS));
    }
}
