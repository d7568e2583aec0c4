package dev.partyline.media.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpeechIsMeasuredRight {
    private static short[] noisy(short[] speech, double snrDb) {
        double energy = 0;
        for (short sample : speech) {
            energy += sample * sample;
        }
        double deviation = Math.sqrt(energy / speech.length) * Math.pow(10, -snrDb / 20);
        Random random = new Random(5);
        short[] noisy = new short[speech.length];
        for (int i = 0; i < speech.length; i++) {
            noisy[i] = (short) Math.clamp(Math.round(speech[i] + deviation * random.nextGaussian()), -32768, 32767);
        }
        return noisy;
    }

    @Test
    void theSameIsWhollyUnderstoodAndLoudnessDoesNotMatter() {
        short[] speech = Voice.SLT.samples();
        assertEquals(1, Stoi.of(speech, speech), 1e-6);
        short[] softer = speech.clone();
        for (int i = 0; i < softer.length; i++) {
            softer[i] = (short) (softer[i] / 2);
        }
        assertEquals(1, Stoi.of(speech, softer), 0.002);
        assertEquals(-6, SpeechQuality.of(speech, softer).levelDb(), 0.1);
    }

    /** The figures of another implementation of the paper, by NumPy and SciPy with their own resampling. */
    @Test
    void noiseIsAsBadAsThePaperSays() {
        short[] speech = Voice.RMS.samples();
        double[] decibels = {30, 20, 10, 5, 0, -5, -10};
        double former = 1;
        for (double snr : decibels) {
            double stoi = Stoi.of(speech, noisy(speech, snr));
            System.out.printf("noise at %.0f dB: STOI %.4f%n", snr, stoi);
            assertTrue(stoi < former, "at " + snr + " dB");
            former = stoi;
        }
        assertEquals(0.829, Stoi.of(speech, noisy(speech, 10)), 0.003);
        assertEquals(0.684, Stoi.of(speech, noisy(speech, 0)), 0.003);
    }

    @Test
    void anothersSpeechIsNotUnderstood() {
        short[] speech = Voice.SLT.samples();
        short[] other = Arrays.copyOf(Voice.AWB.samples(), speech.length);
        double stoi = Stoi.of(speech, other);
        assertTrue(stoi < 0.4, "STOI " + stoi);
    }

    @Test
    void aDelayThatMovesBetweenWordsIsNoFault() {
        short[] speech = Voice.RMS.samples();
        short[] heard = new short[speech.length + 4000];
        int half = speech.length / 2;
        System.arraycopy(speech, 0, heard, 400, half);
        System.arraycopy(speech, half, heard, half + 640, speech.length - half);
        SpeechQuality quality = SpeechQuality.of(speech, heard);
        assertTrue(quality.stoi() > 0.995, quality.toString());
        assertTrue(quality.delayMillis() >= 50 && quality.delayMillis() <= 80, quality.toString());
    }

    @Test
    void whatIsMissingIsFound() {
        short[] speech = Voice.KAL16.samples();
        short[] heard = speech.clone();
        for (int from = 0; from + 1600 <= heard.length; from += 1600) {
            Arrays.fill(heard, from, from + 400, (short) 0);
        }
        SpeechQuality quality = SpeechQuality.of(speech, heard);
        assertEquals(0.25, quality.lost(), 0.06);
        assertEquals(50, quality.longestGapMillis());
        assertTrue(quality.stoi() < 0.85, quality.toString());
        assertTrue(quality.distanceDb() > 3, quality.toString());
    }
}
