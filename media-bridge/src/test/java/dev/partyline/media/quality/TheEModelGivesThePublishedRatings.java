package dev.partyline.media.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against ITU-T G.107 (defaults of its table 2, Annex B), G.109 and the formula of its section 7.5. */
final class TheEModelGivesThePublishedRatings {
    @Test
    void atTheDefaultsItIs93_2() {
        double rating = EModel.rating(0, Impairment.G711, 0, 1);
        assertEquals(93.2, rating, 0.05);
        assertEquals(4.41, EModel.meanOpinion(rating), 0.005);
    }

    /** G.107 Annex B, table B.1: the ratings at which users are very satisfied, satisfied and so on. */
    @ParameterizedTest
    @CsvSource({"90,4.34", "80,4.03", "70,3.60", "60,3.10", "50,2.58", "0,1", "-20,1", "3,1", "100,4.5", "130,4.5"})
    void aRatingIsAMeanOpinion(double rating, double opinion) {
        assertEquals(opinion, EModel.meanOpinion(rating), 0.01);
    }

    /** {@code Ie-eff = Ie + (95 - Ie) Ppl / (Ppl / BurstR + Bpl)}, worked out by hand. */
    @ParameterizedTest
    @CsvSource({
        "4.3,0.01,1,17.92",
        "4.3,0.05,1,51.08",
        "25.1,0.01,1,3.64",
        "25.1,0.03,1,10.14",
        "25.1,0.1,1,27.07",
        "25.1,0.1,2,31.56",
        "25.1,0.1,0.2,27.07",
        "25.1,7,1,75.94"
    })
    void lossCostsWhatTheCodecDoesNotBear(double robustness, double loss, double burst, double impairment) {
        assertEquals(impairment, EModel.equipment(new Impairment(0, robustness), loss, burst), 0.01);
    }

    @Test
    void delayIsUnfeltUpTo100MillisecondsAndThenFeltMoreAndMore() {
        double before = EModel.rating(0, Impairment.G711, 0, 1);
        double costBefore = 0;
        for (int delayMillis = 100; delayMillis <= 300; delayMillis += 50) {
            double rating = EModel.rating(delayMillis, Impairment.G711, 0, 1);
            assertTrue(rating < before, delayMillis + " ms: " + rating);
            if (delayMillis > 100 && delayMillis <= 250) {
                assertTrue(before - rating > costBefore, delayMillis + " ms: " + rating);
                costBefore = before - rating;
            }
            before = rating;
        }
        assertTrue(EModel.rating(100, Impairment.G711, 0, 1) > 90);
        // G.114: up to 150 ms users are very satisfied still, from 400 ms on many are not.
        assertEquals(89.5, EModel.rating(150, Impairment.G711, 0, 1), 0.5);
        assertTrue(EModel.rating(400, Impairment.G711, 0, 1) < 70);
    }

    @Test
    void nothingThatIsMeasuredLeavesTheScale() {
        for (double delay : new double[] {-1, 0, 1e-9, 99, 101, 1e6, Double.MAX_VALUE}) {
            for (double loss : new double[] {-1, 0, 0.5, 1, 100}) {
                double rating = EModel.rating(delay, Impairment.G711_CONCEALED, loss, 8);
                assertTrue(rating >= 0 && rating < 94, delay + " ms, loss " + loss + ": " + rating);
            }
        }
    }
}
