package dev.partyline.media.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MissedPacketsAreCountedInBursts {
    private final LossPattern pattern = new LossPattern();

    private double burstRatio() {
        return LossPattern.burstRatio(pattern.packets(), pattern.lost(), pattern.bursts());
    }

    @Test
    void threeInARowAreOneBurst() {
        for (long n = 0; n < 1_000; n++) {
            if (n % 100 < 97) {
                pattern.heard(n);
            }
        }
        // The last burst is still within the window.
        assertEquals(27, pattern.lost());
        assertEquals(9, pattern.bursts());
        assertEquals(2.91, burstRatio(), 0.02);
    }

    @Test
    void whatIsOutOfOrderIsNotMissed() {
        for (long n = 100; n < 1_000; n += 4) {
            for (long step : new long[] {3, 1, 2, 2, 0}) {
                pattern.heard(n + step);
            }
        }
        assertEquals(0, pattern.lost());
        assertTrue(pattern.packets() > 800, "judged " + pattern.packets());
        assertEquals(1, burstRatio());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.3})
    void randomLossHasABurstRatioOfOne(double share) {
        Random random = new Random(7);
        for (long n = 0; n < 200_000; n++) {
            if (random.nextDouble() >= share) {
                pattern.heard(n);
            }
        }
        assertEquals(share, (double) pattern.lost() / pattern.packets(), 0.005);
        assertEquals(1, burstRatio(), 0.03);
    }

    @Test
    void lossInBurstsHasMore() {
        Random random = new Random(8);
        boolean losing = false;
        // A chain of two states: p = 0.02 into loss, q = 0.3 out of it; BurstR is 1 / (p + q).
        for (long n = 0; n < 200_000; n++) {
            losing = losing ? random.nextDouble() >= 0.3 : random.nextDouble() < 0.02;
            if (!losing) {
                pattern.heard(n);
            }
        }
        assertEquals(1 / 0.32, burstRatio(), 0.1);
    }

    @Test
    void anotherCountIsNoLoss() {
        for (long n = 0; n < 200; n++) {
            pattern.heard(n);
        }
        for (long n = 131_072; n < 131_272; n++) {
            pattern.heard(n);
        }
        for (long n = 5; n < 205; n++) {
            pattern.heard(n);
        }
        assertEquals(0, pattern.lost());
        assertEquals(3 * (200 - LossPattern.WINDOW), pattern.packets());
    }
}
