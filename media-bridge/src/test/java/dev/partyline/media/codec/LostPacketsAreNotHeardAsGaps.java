package dev.partyline.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.Sound;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LostPacketsAreNotHeardAsGaps {
    private static final int FRAME = 160;

    /** A voice: a pulse-like series of harmonics of its pitch. */
    private static short[] voice(double hertz, int samples) {
        short[] voice = new short[samples];
        for (int n = 0; n < samples; n++) {
            double sum = 0;
            for (int harmonic = 1; harmonic * hertz < 3400; harmonic++) {
                sum += Math.cos(2 * Math.PI * harmonic * hertz * n / 8000) / harmonic;
            }
            voice[n] = (short) (4000 * sum);
        }
        return voice;
    }

    private static short[] through(LossConcealer concealer, short[] sent, int lostFrom, int lostFrames) {
        short[] heard = sent.clone();
        for (int frame = 0; (frame + 1) * FRAME <= sent.length; frame++) {
            if (frame >= lostFrom && frame < lostFrom + lostFrames) {
                concealer.conceal(heard, frame * FRAME, FRAME);
            } else {
                concealer.good(heard, frame * FRAME, FRAME);
            }
        }
        return heard;
    }

    @Test
    void withoutLossEveryBitPasses() {
        short[] sent = voice(123, 50 * FRAME);
        short[] heard = through(new LossConcealer(), sent, 1000, 0);
        for (int i = 80; i < sent.length; i++) {
            assertEquals(sent[i], heard[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {70, 100, 123, 200, 250, 333})
    void oneLostFrameOfAVoiceIsMadeUpLikeIt(double hertz) {
        short[] sent = voice(hertz, 20 * FRAME);
        short[] heard = through(new LossConcealer(), sent, 10, 1);
        // The first 10 ms are not faded; the join has a quarter of a period and 8 ms.
        double snr = Sound.snrDb(sent, heard, 10 * FRAME, 10 * FRAME + 80);
        double level = Sound.dbov(heard, 10 * FRAME, 11 * FRAME) - Sound.dbov(sent, 10 * FRAME, 11 * FRAME);
        System.out.printf("concealed voice of %.0f Hz: SNR %.1f dB, level %.1f dB%n", hertz, snr, level);
        assertTrue(snr > 8, "SNR " + snr);
        assertEquals(-0.9, level, 1.5);
        assertArrayEquals(
                java.util.Arrays.copyOfRange(sent, 12 * FRAME, 13 * FRAME),
                java.util.Arrays.copyOfRange(heard, 12 * FRAME, 13 * FRAME));
    }

    @ParameterizedTest
    @ValueSource(doubles = {70, 100, 123, 200, 250, 333})
    void aGapWhoseEndIsKnownIsBridged(double hertz) {
        short[] sent = new short[20 * FRAME];
        for (int n = 0; n < sent.length; n++) {
            // It rises by a semitone from one side of the gap to the other.
            double phase = 2 * Math.PI * hertz * (n / 8000.0) * (1 + 0.06 * n / sent.length);
            sent[n] = (short) (5000 * Math.sin(phase) + 3000 * Math.sin(2 * phase) + 1500 * Math.sin(5 * phase));
        }
        short[] heard = sent.clone();
        LossConcealer concealer = new LossConcealer();
        concealer.good(heard, 0, 10 * FRAME);
        short[] known = java.util.Arrays.copyOfRange(sent, 11 * FRAME, 13 * FRAME);
        concealer.approach(FRAME, known, known.length);
        concealer.conceal(heard, 10 * FRAME, FRAME);
        concealer.good(heard, 11 * FRAME, 9 * FRAME);
        double level = Sound.dbov(heard, 10 * FRAME, 11 * FRAME) - Sound.dbov(sent, 10 * FRAME, 11 * FRAME);
        double snr = Sound.snrDb(sent, heard, 10 * FRAME, 11 * FRAME);
        System.out.printf("bridged voice of %.0f Hz: SNR %.1f dB, level %.1f dB%n", hertz, snr, level);
        assertTrue(snr > 6, "SNR " + snr);
        assertEquals(0, level, 1);
        assertArrayEquals(
                java.util.Arrays.copyOfRange(sent, 11 * FRAME, 20 * FRAME),
                java.util.Arrays.copyOfRange(heard, 11 * FRAME, 20 * FRAME));
    }

    @Test
    void aLongLossFadesToSilenceAfterAHundredMillis() {
        short[] sent = voice(150, 30 * FRAME);
        short[] heard = through(new LossConcealer(), sent, 10, 6);
        double whole = Sound.dbov(sent, 0, sent.length);
        assertEquals(whole, Sound.dbov(heard, 10 * FRAME, 10 * FRAME + 80), 1.5);
        assertTrue(Sound.dbov(heard, 12 * FRAME, 13 * FRAME) < whole - 3);
        assertTrue(Sound.dbov(heard, 14 * FRAME, 15 * FRAME) < whole - 15);
        for (int i = 10 * FRAME + 800; i < 16 * FRAME; i++) {
            assertEquals(0, heard[i]);
        }
        assertTrue(heard[16 * FRAME] < 4000 && Sound.dbov(heard, 17 * FRAME, 18 * FRAME) > whole - 1.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void noJoinClicks(int lostFrames) {
        short[] sent = new short[30 * FRAME];
        for (int n = 0; n < sent.length; n++) {
            sent[n] = (short) (8000 * Math.sin(2 * Math.PI * 217 * n / 8000));
        }
        short[] heard = through(new LossConcealer(), sent, 12, lostFrames);
        int steepest = 0;
        for (int i = 81; i < sent.length; i++) {
            steepest = Math.max(steepest, Math.abs(heard[i] - heard[i - 1]));
        }
        // The tone itself climbs 1,363 a sample.
        assertTrue(steepest < 2100, "a step of " + steepest);
    }

    @Test
    void noiseStaysNoiseAndNothingOverflows() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        LossConcealer concealer = new LossConcealer();
        short[] frame = new short[FRAME];
        short[] extremes = new short[LossConcealer.MOST_KNOWN];
        for (int n = 0; n < extremes.length; n++) {
            extremes[n] = (short) (random.nextBoolean() ? 32767 : -32768);
        }
        for (int i = 0; i < 20_000; i++) {
            int done = 0;
            while (done < FRAME) {
                int run = Math.min(FRAME - done, 1 + random.nextInt(FRAME));
                if (random.nextInt(4) == 0) {
                    if (random.nextBoolean()) {
                        concealer.approach(1 + random.nextInt(600), extremes, random.nextInt(extremes.length + 1));
                    }
                    concealer.conceal(frame, done, run);
                } else {
                    for (int n = done; n < done + run; n++) {
                        frame[n] = (short) (random.nextBoolean() ? 32767 : -32768);
                    }
                    concealer.good(frame, done, run);
                }
                done += run;
            }
        }
    }
}
