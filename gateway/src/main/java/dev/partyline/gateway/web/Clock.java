package dev.partyline.gateway.web;

import java.time.Duration;
import java.util.Locale;

/** How long something lasted, as a clock shows it: 0:07, 12:34, 2:00:05. */
public final class Clock {
    private Clock() {}

    public static String of(Duration lasted) {
        long seconds = Math.max(0, lasted.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
