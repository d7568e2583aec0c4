package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.Budget;
import org.junit.jupiter.api.Test;

class KeysAreToldNoFasterThanAFingerCanPress {
    private static final long SECOND = 1_000_000_000L;

    private final Budget budget = Keys.budget();

    @Test
    void aPinTypedAtOnceIsWhole() {
        for (int i = 0; i < 32; i++) {
            assertTrue(budget.take(5 * SECOND));
        }
    }

    @Test
    void fastFingersAreNeverRefused() {
        for (int i = 0; i < 1_000; i++) {
            assertTrue(budget.take(i * SECOND / 15));
        }
    }

    @Test
    void aFloodIsBoundedToTwentyASecond() {
        int told = 0;
        for (int i = 0; i < 16_000; i++) {
            told += budget.take(i * SECOND / 1_600) ? 1 : 0;
        }
        assertEquals(32 + 10 * 20, told, 2);
    }
}
