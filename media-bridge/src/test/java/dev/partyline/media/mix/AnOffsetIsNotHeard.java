package dev.partyline.media.mix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.Sound;
import dev.partyline.media.Talk;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnOffsetIsNotHeard {
    private static final int FRAME = 160;

    private final DcFilter filter = new DcFilter(8000);

    private short[] filtered(short[] samples) {
        short[] out = samples.clone();
        short[] frame = new short[FRAME];
        for (int at = 0; at < out.length; at += FRAME) {
            System.arraycopy(out, at, frame, 0, FRAME);
            filter.filter(frame);
            System.arraycopy(frame, 0, out, at, FRAME);
        }
        return out;
    }

    private static short[] tone(double hertz, double amplitude, int offset) {
        short[] samples = new short[16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(offset + amplitude * Math.sin(2 * Math.PI * hertz * i / 8000));
        }
        return samples;
    }

    private static double mean(short[] samples, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += samples[i];
        }
        return (double) sum / (to - from);
    }

    @ParameterizedTest
    @ValueSource(ints = {-16_000, -2000, 5000, 20_000})
    void fromTheFirstFrameOn(int offset) {
        short[] heard = filtered(tone(400, 1000, offset));
        assertEquals(0, mean(heard, 0, FRAME), 25);
        assertEquals(0, mean(heard, 8000, 16_000), 1);
        assertEquals(Sound.dbov(tone(400, 1000, 0), 0, 16_000), Sound.dbov(heard, 0, 16_000), 0.05);
    }

    @ParameterizedTest
    @CsvSource({"100, 0.2", "200, 0.05", "300, 0.03", "1000, 0.02", "3400, 0.02"})
    void whatATelephoneCarriesPasses(double hertz, double mostDb) {
        short[] heard = filtered(tone(hertz, 10_000, 3000));
        double lost = Sound.toneDbov(tone(hertz, 10_000, 0), 8000, 16_000, hertz, 8000)
                - Sound.toneDbov(heard, 8000, 16_000, hertz, 8000);
        assertEquals(0, lost, mostDb);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1000, -300, -60, 60, 300, 1000})
    void aSmallOneAfterASecond(int offset) {
        short[] heard = filtered(tone(400, 1000, offset));
        assertEquals(0, mean(heard, 8000, 16_000), 1);
        int steepest = 0;
        for (int i = 1; i < heard.length; i++) {
            steepest = Math.max(steepest, Math.abs(heard[i] - heard[i - 1]));
        }
        assertTrue(steepest < 330, "a step of " + steepest);
    }

    @Test
    void aLineWithoutOnePassesBitByBit() {
        short[] talk = Talk.of(-20, -66, 10, 1);
        assertArrayEquals(talk, filtered(talk));
        short[] tone = tone(440, 10_000, 8);
        assertArrayEquals(tone, filtered(tone));
    }

    @Test
    void aStepDiesAwayWithoutRinging() {
        short[] line = new short[16_000];
        filtered(line);
        Arrays.fill(line, (short) 10_000);
        short[] heard = filtered(line);
        for (int i = 1; i < heard.length; i++) {
            assertTrue(heard[i] <= heard[i - 1] && heard[i] >= 0, heard[i] + " at " + i);
        }
        assertTrue(heard[400] < 50, "after 50 ms at " + heard[400]);
        assertEquals(0, heard[1000]);
    }

    @Test
    void silenceStaysSilence() {
        filtered(tone(400, 20_000, 3000));
        filtered(new short[16_000]);
        assertArrayEquals(new short[16_000], filtered(new short[16_000]));
    }

    @Test
    void anOffsetIsNoTalker() {
        LevelMeter meter = new LevelMeter();
        short[] frame = new short[FRAME];
        Arrays.fill(frame, (short) 2000);
        for (int i = 0; i < 100; i++) {
            assertEquals(LevelMeter.SILENCE_DBOV, meter.measure(frame));
        }
        assertTrue(!meter.speaking());
    }
}
