package dev.partyline.media.playout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.rtp.RtpBytes;
import dev.partyline.media.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A silence that lasts is not even made; what is said after it sounds as after a short one, which is. */
final class SilenceIsPassedOver {
    private static final OpusLibrary OPUS = OpusLibrary.load();
    private static final JitterBuffer.Settings STEADY = new JitterBuffer.Settings(40, 40, 200);
    private static final long TICK_NANOS = 20_000_000L;
    private static final int FRAME = OpusEncoder.FRAME_SAMPLES;
    private static final int SAMPLE_RATE_HZ = 48_000;
    private static final double AMPLITUDE = 8_000;
    private static final int SHORT_SILENCE = 3;
    private static final int SAID = 25;
    // From the middle: a first packet would not lean on what the decoder has heard before.
    private static final int SAID_AGAIN_FROM = 8;
    private static final int SAID_AGAIN = SAID - SAID_AGAIN_FROM;
    private static final int SILENT_DBOV = -127;
    private static final int LEVEL_UNKNOWN = 1;
    private static final short UNTOUCHED = 123;

    private final List<byte[]> said = encoded();
    // By their level alone; which of them was decoded, and how often, shows in what follows.
    private final List<byte[]> hushes = List.of(said.get(5), said.get(11));

    private static List<byte[]> encoded() {
        List<byte[]> packets = new ArrayList<>();
        byte[] room = new byte[1500];
        short[] frame = new short[FRAME];
        try (OpusEncoder encoder = OPUS.encoder(32_000, 5)) {
            for (int i = 0; i < SAID; i++) {
                for (int j = 0; j < FRAME; j++) {
                    double t = (double) (i * FRAME + j) / SAMPLE_RATE_HZ;
                    frame[j] = (short) (AMPLITUDE * Math.sin(2 * Math.PI * (200 + 300 * t) * t));
                }
                packets.add(Arrays.copyOf(room, encoder.encode(frame, room)));
            }
        }
        return packets;
    }

    /** Speech, a silence, speech: what is heard of the last. */
    private List<short[]> heardAfter(int silentPackets, boolean nextSpeechMarked, int nanosAfterTick) {
        RtpPacket packet = new RtpPacket();
        short[] frame = new short[FRAME];
        List<short[]> heard = new ArrayList<>();
        int secondFrom = SAID + silentPackets;
        try (PacketPlayout playout = new PacketPlayout(STEADY, OPUS.decoder())) {
            boolean silenceSeen = false;
            int untouched = 0;
            for (int i = 0; i < secondFrom + SAID_AGAIN + 10; i++) {
                boolean silent = i >= SAID && i < secondFrom;
                if (i < secondFrom + SAID_AGAIN) {
                    byte[] opus = silent
                            ? hushes.get((secondFrom - i) % 2)
                            : said.get(i < SAID ? i : i - secondFrom + SAID_AGAIN_FROM);
                    boolean marked = nextSpeechMarked && i == secondFrom;
                    assertTrue(packet.parse(RtpBytes.packet(111, marked, i, i * FRAME, 7, opus)));
                    assertNull(playout.insert(
                            packet, i, silent ? SILENT_DBOV : LEVEL_UNKNOWN, i * TICK_NANOS + nanosAfterTick));
                }
                Arrays.fill(frame, UNTOUCHED);
                Playout played = playout.next(frame, i * TICK_NANOS + nanosAfterTick);
                silenceSeen |= i >= SAID && played == Playout.SILENCE;
                if (silenceSeen && played != Playout.SILENCE) {
                    heard.add(frame.clone());
                }
                if (i >= SAID && played == Playout.SILENCE) {
                    assertTrue(frame[0] == 0 || frame[0] == UNTOUCHED, "silence that is heard, in tick " + i);
                    untouched += frame[0] == UNTOUCHED ? 1 : 0;
                }
            }
            assertEquals(0, playout.underruns());
            assertTrue(untouched >= silentPackets - 10, "all of a long silence but its begin: " + untouched);
        }
        return heard;
    }

    @ParameterizedTest
    @CsvSource({"61, false", "63, true", "501, false"})
    void andSpeechBeginsAsEver(int silentPackets, boolean marked) {
        List<short[]> afterShort = heardAfter(SHORT_SILENCE, marked, 1_000_000);
        List<short[]> afterLong = heardAfter(silentPackets, marked, 1_000_000);
        assertTrue(afterShort.size() >= SAID_AGAIN, () -> "heard " + afterShort.size());
        assertEquals(afterShort.size(), afterLong.size());
        for (int i = 0; i < afterShort.size(); i++) {
            assertArrayEquals(afterShort.get(i), afterLong.get(i), "frame " + i);
        }
    }
}
