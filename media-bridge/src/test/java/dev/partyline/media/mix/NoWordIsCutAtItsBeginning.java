package dev.partyline.media.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NoWordIsCutAtItsBeginning {
    private final Random random = new Random(4);

    private short[] noise(double dbov) {
        short[] frame = new short[160];
        double rms = 32768 * Math.pow(10, dbov / 20);
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) Math.clamp(Math.round(random.nextGaussian() * rms), -32768, 32767);
        }
        return frame;
    }

    @ParameterizedTest
    @CsvSource({"32767, 0", "3277, -20", "328, -40", "33, -60", "1, -90", "0, -127"})
    void levelOfASquareWave(int amplitude, int dbov) {
        short[] frame = new short[160];
        Arrays.fill(frame, (short) amplitude);
        assertEquals(dbov, LevelMeter.levelDbov(frame));
    }

    @Test
    void aFullScaleSineIsMinusThree() {
        short[] frame = new short[160];
        for (int i = 0; i < 160; i++) {
            frame[i] = (short) (32767 * Math.sin(2 * Math.PI * i / 16));
        }
        assertEquals(-3, LevelMeter.levelDbov(frame));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-20, -30, -40, -48})
    void theFirstFrameOfAWordCounts(double dbov) {
        LevelMeter meter = new LevelMeter();
        for (int i = 0; i < 500; i++) {
            meter.measure(noise(-68));
        }
        assertFalse(meter.speaking());
        meter.measure(noise(dbov));
        assertTrue(meter.speaking());
        for (int i = 0; i < 20; i++) {
            meter.measure(noise(-68));
            assertTrue(meter.speaking());
        }
        for (int i = 0; i < 10; i++) {
            meter.silence();
        }
        assertFalse(meter.speaking());
        assertEquals(LevelMeter.SILENCE_DBOV, meter.levelDbov());
    }

    /** The noise behind a voice fades away within 100 ms, and is back with the first frame of the next word. */
    @Test
    void aLineClosesSoftlyAndOpensAtOnce() {
        LevelMeter meter = new LevelMeter();
        SoftEnd end = new SoftEnd();
        for (int i = 0; i < 500; i++) {
            meter.measure(noise(-60));
        }
        short[] constant = new short[160];
        meter.measure(noise(-30));
        int before = 10_000;
        int last = 0;
        while (meter.speaking()) {
            Arrays.fill(constant, (short) 10_000);
            end.apply(meter, constant);
            for (short sample : constant) {
                assertTrue(before - sample <= 15 && sample <= before, before + " to " + sample);
                before = sample;
            }
            last = constant[159];
            meter.measure(noise(-60));
        }
        assertEquals(0, last);

        end.rest();
        meter.measure(noise(-30));
        while (meter.framesLeft() > 1) {
            end.apply(meter, constant);
            meter.measure(noise(-60));
        }
        meter.measure(noise(-30));
        Arrays.fill(constant, (short) 10_000);
        end.apply(meter, constant);
        assertEquals(10_000, constant[8]);
    }

    @Test
    void theVeryFirstFrameOfACallCounts() {
        LevelMeter meter = new LevelMeter();
        meter.measure(noise(-35));
        assertTrue(meter.speaking());
    }

    @Test
    void noiseAfterDigitalSilenceIsSoonKnownForWhatItIs() {
        LevelMeter meter = new LevelMeter();
        for (int i = 0; i < 500; i++) {
            meter.measure(new short[160]);
        }
        for (int i = 0; i < 50 * 10; i++) {
            meter.measure(noise(-50));
        }
        assertFalse(meter.speaking());
    }

    @Test
    void aNoisyLineDoesNotSpeakForEverButItsCallerDoes() {
        LevelMeter meter = new LevelMeter();
        for (int i = 0; i < 50 * 30; i++) {
            meter.measure(noise(-50));
        }
        assertFalse(meter.speaking());
        meter.measure(noise(-30));
        assertTrue(meter.speaking());
        for (int i = 0; i < 50 * 60; i++) {
            meter.measure(noise(-25));
            assertTrue(meter.speaking());
        }
    }
}
