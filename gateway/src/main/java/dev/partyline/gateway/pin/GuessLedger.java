package dev.partyline.gateway.pin;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The times of the last wrong guesses of each key, as many as a budget has; the least recent key makes room. */
final class GuessLedger {
    private final int most;
    private final long windowNanos;
    private final Map<String, Guesses> byKey;

    private static final class Guesses {
        private final long[] atNanos;
        private int next;
        private int held;

        Guesses(int most) {
            atNanos = new long[most];
        }
    }

    GuessLedger(int most, int maxKeys, Duration window) {
        this.most = most;
        windowNanos = window.toNanos();
        byKey = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
                return size() > maxKeys;
            }
        };
    }

    /** Wrong guesses of the last window, at most as many as the ledger holds. */
    int count(String key, long nowNanos) {
        Guesses guesses = byKey.get(key);
        if (guesses == null) {
            return 0;
        }
        int count = 0;
        for (int i = 0; i < guesses.held; i++) {
            if (nowNanos - guesses.atNanos[i] < windowNanos) {
                count++;
            }
        }
        return count;
    }

    /** Until fewer than this many count; 0 where they are fewer. */
    long waitNanos(String key, int limit, long nowNanos) {
        int over = count(key, nowNanos) - limit;
        Guesses guesses = byKey.get(key);
        if (over < 0 || guesses == null) {
            return 0;
        }
        long[] leftNanos = Arrays.stream(guesses.atNanos, 0, guesses.held)
                .map(at -> windowNanos - (nowNanos - at))
                .filter(left -> left > 0)
                .sorted()
                .toArray();
        return leftNanos[over];
    }

    void add(String key, long nowNanos) {
        Guesses guesses = byKey.computeIfAbsent(key, _ -> new Guesses(most));
        guesses.atNanos[guesses.next] = nowNanos;
        guesses.next = (guesses.next + 1) % most;
        guesses.held = Math.min(most, guesses.held + 1);
    }

    int keys() {
        return byKey.size();
    }
}
