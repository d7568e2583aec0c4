package dev.partyline.media.mix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.FarPhone;
import dev.partyline.media.Sound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EveryoneIsHeardButOneself {
    private static final int FRAME = 160;

    private static short[] frameOf(FarPhone.Signal signal, int frame) {
        short[] out = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            out[i] = (short) Math.clamp(Math.round(signal.at((long) frame * FRAME + i)), -32768, 32767);
        }
        return out;
    }

    @Test
    void threeTonesReachTheOtherTwo() {
        double[] hertz = {400, 700, 1100};
        double amplitude = 5000;
        double dbov = 20 * Math.log10(amplitude / Math.sqrt(2) / 32768);
        MixBus bus = new MixBus(FRAME);
        Limiter[] limiters = {new Limiter(8000), new Limiter(8000), new Limiter(8000)};
        short[][] heard = new short[3][50 * FRAME];
        short[] out = new short[FRAME];
        for (int frame = 0; frame < 50; frame++) {
            bus.clear();
            short[][] own = new short[3][];
            for (int leg = 0; leg < 3; leg++) {
                own[leg] = frameOf(FarPhone.Signal.tone(hertz[leg], amplitude), frame);
                bus.add(own[leg]);
            }
            assertEquals(3, bus.contributions());
            for (int leg = 0; leg < 3; leg++) {
                bus.mixMinus(own[leg], limiters[leg], out);
                System.arraycopy(out, 0, heard[leg], frame * FRAME, FRAME);
            }
        }
        for (int ear = 0; ear < 3; ear++) {
            for (int voice = 0; voice < 3; voice++) {
                double level = Sound.toneDbov(heard[ear], 0, 50 * FRAME, hertz[voice], 8000);
                if (ear == voice) {
                    assertTrue(level < -90, "hears itself at " + level);
                } else {
                    assertEquals(dbov, level, 0.1);
                }
            }
        }
    }

    @Test
    void aLoneTalkerLeavesNoResidueForItself() {
        MixBus bus = new MixBus(FRAME);
        short[] own = frameOf(FarPhone.Signal.tone(440, 32767), 0);
        short[] out = new short[FRAME];
        bus.add(own);
        bus.mixMinus(own, new Limiter(8000), out);
        assertArrayEquals(new short[FRAME], out);
        bus.clear();
        bus.mixMinus(null, new Limiter(8000), out);
        assertArrayEquals(new short[FRAME], out);
    }

    @Test
    void belowMinusThreeDbfsEveryBitPasses() {
        Limiter limiter = new Limiter(8000);
        for (int i = 0; i < 100_000; i++) {
            int sample = (int) (Limiter.THRESHOLD * Math.sin(i * 0.37));
            assertEquals(sample, limiter.limit(sample));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 200, 30_000})
    void manyLoudVoicesAreLimitedWithoutWrapOrEdge(int voices) {
        Limiter limiter = new Limiter(8000);
        short[] heard = new short[16_000];
        int flat = 0;
        for (int i = 0; i < heard.length; i++) {
            int sum = (int) (voices * 30_000.0 * Math.sin(2 * Math.PI * 440 * i / 8000));
            heard[i] = limiter.limit(sum);
            assertTrue(sum == 0 || heard[i] == 0 || (sum > 0) == (heard[i] > 0), "wrapped at " + i);
            flat += Math.abs(heard[i]) >= 32767 ? 1 : 0;
        }
        double level = Sound.dbov(heard, 8000, 16_000);
        double snr = Sound.toneSnrDb(heard, 8000, 16_000, 440, 8000);
        System.out.printf("limiter, %d voices: level %.1f dBov, SNR %.1f dB%n", voices, level, snr);
        assertTrue(level > -8 && level < -3, "level " + level);
        assertTrue(snr > 20, "SNR " + snr);
        assertTrue(flat < 20, "at full scale " + flat);
    }

    @Test
    void afterALoudMomentTheGainComesBack() {
        Limiter limiter = new Limiter(8000);
        for (int i = 0; i < 8000; i++) {
            limiter.limit((int) (200_000 * Math.sin(i * 0.4)));
        }
        int exact = 0;
        for (int i = 0; i < 16_000; i++) {
            int sample = (int) (5000 * Math.sin(i * 0.4));
            exact = limiter.limit(sample) == sample ? exact + 1 : 0;
        }
        assertTrue(exact > 1000, "exact at the end for " + exact);
    }

    @Test
    void comfortNoiseIsQuietSteadyAndNobodysTwin() {
        short[] one = new short[80_000];
        short[] two = new short[80_000];
        short[] again = new short[80_000];
        new ComfortNoise(1).fill(one);
        new ComfortNoise(2).fill(two);
        new ComfortNoise(1).fill(again);
        assertArrayEquals(one, again);
        assertEquals(-65, Sound.dbov(one, 0, 80_000), 0.5);
        assertEquals(-65, Sound.dbov(one, 4000, 8000), 1);
        short[] sum = new short[80_000];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (short) (one[i] + two[i]);
        }
        assertEquals(-62, Sound.dbov(sum, 0, 80_000), 0.5);
    }

    @Test
    void aJoinLeavesNoStepAndTheRestOfTheFrameAlone() {
        short[] frame = new short[FRAME];
        java.util.Arrays.fill(frame, (short) -30000);
        Fade.join(30000, frame);
        assertEquals(30000, frame[0]);
        for (int i = 1; i < FRAME; i++) {
            assertTrue(frame[i - 1] - frame[i] <= 60_000 / (FRAME / 2));
            assertTrue(i < FRAME / 2 || frame[i] == -30000);
        }
    }
}
