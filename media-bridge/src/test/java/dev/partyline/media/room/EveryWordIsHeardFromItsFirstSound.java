package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.Sound;
import dev.partyline.media.Talk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of 300 ms, 1.5 s apart, so that the line is closed before each, which begin anywhere in a frame. */
class EveryWordIsHeardFromItsFirstSound {
    private static final int SECOND = 8000;
    private static final int WORDS = 12;
    private static final int WORD = SECOND * 3 / 10;

    private final TestRoom room = new TestRoom();

    private static int beginning(int word) {
        return 4 * SECOND + word * (SECOND * 3 / 2 + 13);
    }

    /** A vowel of a low voice. */
    private static short[] line(double dbov, double noiseDbov) {
        short[] line = Talk.noise(noiseDbov, beginning(WORDS), 7);
        double[] vowel = new double[WORD];
        double energy = 0;
        for (int i = 0; i < WORD; i++) {
            for (int harmonic = 1; harmonic < 20; harmonic++) {
                vowel[i] += Math.sin(2 * Math.PI * 120 * harmonic * i / SECOND) / harmonic;
            }
            energy += vowel[i] * vowel[i];
        }
        double gain = 32768 * Math.pow(10, dbov / 20) / Math.sqrt(energy / WORD);
        for (int word = 0; word < WORDS; word++) {
            for (int i = 0; i < WORD; i++) {
                line[beginning(word) + i] += (short) Math.round(gain * vowel[i]);
            }
        }
        return line;
    }

    @ParameterizedTest
    @CsvSource({"-20, -50", "-30, -50", "-40, -60", "-40, -75", "-45, -75"})
    void withinADecibel(double dbov, double noiseDbov) {
        short[] line = line(dbov, noiseDbov);
        Recorded sent = new Recorded(line);
        room.joins(Codec.PCMU).sends(sent);
        TestPhone listener = room.joins(Codec.PCMU);
        int millis = line.length / SECOND * 1000 + 1000;
        room.runs(millis);
        short[] heard = listener.heard(millis);
        int delay = sent.delayIn(heard, beginning(3), beginning(3) + WORD);
        double worst = 0;
        for (int word = 0; word < WORDS; word++) {
            int from = beginning(word);
            double first = Sound.dbov(heard, from + delay, from + delay + 160) - Sound.dbov(line, from, from + 160);
            worst = Math.abs(first) > Math.abs(worst) ? first : worst;
            double whole = Sound.dbov(heard, from + delay, from + delay + WORD) - Sound.dbov(line, from, from + WORD);
            assertEquals(0, whole, 0.3, "word " + word);
            double before = Sound.dbov(heard, from + delay - 1600, from + delay - 160);
            assertTrue(before < -62, "before word " + word + " the line was open: " + before);
        }
        System.out.printf(
                "first 20 ms of a word of %.0f dBov, noise of %.0f: off by %.2f dB at worst%n", dbov, noiseDbov, worst);
        assertEquals(0, worst, 1.2);
    }
}
