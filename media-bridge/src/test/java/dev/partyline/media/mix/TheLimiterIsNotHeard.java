package dev.partyline.media.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.Sound;
import dev.partyline.media.Talk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TheLimiterIsNotHeard {
    private static final int SECOND = 8000;

    private final Limiter limiter = new Limiter(SECOND);

    private static double sine(double hertz, double amplitude, int i) {
        return amplitude * Math.sin(2 * Math.PI * hertz * i / SECOND);
    }

    @ParameterizedTest
    @CsvSource({"100, 46000, 30", "200, 46000, 36", "440, 46000, 40", "1000, 46000, 40", "440, 300000, 40"})
    void aToneFarTooLoudIsStillATone(double hertz, double amplitude, double leastSnrDb) {
        short[] heard = new short[4 * SECOND];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = limiter.limit((int) sine(hertz, amplitude, i));
        }
        double snr = Sound.toneSnrDb(heard, SECOND, 4 * SECOND, hertz, SECOND);
        System.out.printf(
                "limiter, %.0f Hz at %.1f dB over: SNR %.1f dB%n",
                hertz, 20 * Math.log10(amplitude / Limiter.THRESHOLD), snr);
        assertTrue(snr > leastSnrDb, "SNR " + snr);
    }

    @Test
    void threeTalkersOfTheCommonLoudnessPassBitByBit() {
        short[][] lines = new short[3][];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = Talk.of(AutomaticGain.TARGET_DBOV, -66, 20, 3L * i);
        }
        int changed = 0;
        for (int i = 0; i < lines[0].length; i++) {
            int sum = lines[0][i] + lines[1][i] + lines[2][i];
            changed += limiter.limit(sum) == sum ? 0 : 1;
        }
        System.out.printf(
                "limiter, three talkers of %d dBov: %.2f %% of samples changed%n",
                AutomaticGain.TARGET_DBOV, 100.0 * changed / lines[0].length);
        assertTrue(changed < lines[0].length / 100, changed + " samples");
    }

    /** Somebody shouts for half a second in every two: who speaks beneath is as much softer, and back soon. */
    @Test
    void aSoftVoiceBeneathAShoutDoesNotPump() {
        double shout = 46_000;
        double overDb = 20 * Math.log10(shout / Limiter.THRESHOLD);
        short[] heard = new short[8 * SECOND];
        for (int i = 0; i < heard.length; i++) {
            boolean shouts = i % (2 * SECOND) < SECOND / 2;
            heard[i] = limiter.limit((int) Math.round(sine(1000, 1000, i) + (shouts ? sine(300, shout, i) : 0)));
        }
        double soft = 20 * Math.log10(1000 / Math.sqrt(2) / 32768);
        double during = Sound.toneDbov(heard, 2 * SECOND + SECOND / 10, 2 * SECOND + SECOND / 2, 1000, SECOND);
        int end = 2 * SECOND + SECOND / 2;
        double soonAfter = Sound.toneDbov(heard, end + SECOND * 3 / 10, end + SECOND * 4 / 10, 1000, SECOND);
        double later = Sound.toneDbov(heard, end + SECOND, end + SECOND * 11 / 10, 1000, SECOND);
        System.out.printf(
                "limiter, beneath a shout %.1f dB over: %.1f dB, %.1f dB 0.3 s later%n",
                overDb, during - soft, soonAfter - soft);
        assertTrue(during > soft - overDb - 1, "softer by " + (soft - during));
        assertEquals(soft, soonAfter, 1);
        assertEquals(soft, later, 0.05);
    }
}
