package dev.partyline.media.net;

import static dev.partyline.media.net.TickSchedule.TICK_NANOS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TicksComeOnTimeAndNeverInBursts {
    private static final long START = 1_000_000_007L;
    private final TickSchedule schedule = new TickSchedule(START);

    @Test
    void deadlinesAreAbsolute() {
        for (int n = 1; n <= 100; n++) {
            assertEquals(START + n * TICK_NANOS, schedule.deadlineNanos());
            assertEquals(0, schedule.tick(schedule.deadlineNanos() + 4_000_000L + n));
        }
        assertEquals(100, schedule.ticks());
        assertEquals(0, schedule.lateTicks());
        assertEquals(4_000_100L, schedule.worstLatenessNanos());
    }

    @Test
    void aStallSkipsWholeTicksAndKeepsTheSchedule() {
        assertEquals(3, schedule.tick(START + TICK_NANOS + 3 * TICK_NANOS + 1));
        assertEquals(START + 5 * TICK_NANOS, schedule.deadlineNanos());
        assertEquals(1, schedule.lateTicks());
        assertEquals(START + 4 * TICK_NANOS + 1, schedule.lastTickNanos());
    }

    @Test
    void latenessIsCountedByClass() {
        for (long late : new long[] {0, 50_000, 700_000, 5_000_000, 5_000_001, 19_000_000, 300_000_000}) {
            schedule.tick(schedule.deadlineNanos() + late);
        }
        assertArrayEquals(new long[] {2, 0, 1, 0, 1, 1, 1, 0, 0, 1}, schedule.histogram());
        assertEquals(3, schedule.lateTicks());
    }
}
