package dev.partyline.gateway.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Five failures in a row, from one address or for one name, and both wait for thirty seconds. An attempt counts as a
 * failure when it begins, so that many at once are not many guesses.
 */
final class LoginThrottle {
    static final int FAILURES = 5;
    static final Duration WAIT = Duration.ofSeconds(30);
    private static final int MAX_KEYS = 10_000;

    private record Failures(int count, long lastNanos) {}

    private final Map<String, Failures> byKey = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_KEYS;
        }
    };

    /** Whether this attempt may go on to the password. */
    synchronized boolean begin(String address, String name, long nowNanos) {
        String byAddress = "address " + address;
        String byName = "name " + name;
        if (isWaiting(byAddress, nowNanos) || isWaiting(byName, nowNanos)) {
            return false;
        }
        count(byAddress, nowNanos);
        count(byName, nowNanos);
        return true;
    }

    synchronized void succeeded(String address, String name) {
        byKey.remove("address " + address);
        byKey.remove("name " + name);
    }

    private boolean isWaiting(String key, long nowNanos) {
        Failures failures = byKey.get(key);
        if (failures == null) {
            return false;
        }
        if (nowNanos - failures.lastNanos() >= WAIT.toNanos()) {
            byKey.remove(key);
            return false;
        }
        return failures.count() >= FAILURES;
    }

    private void count(String key, long nowNanos) {
        Failures failures = byKey.get(key);
        byKey.put(key, new Failures(failures == null ? 1 : failures.count() + 1, nowNanos));
    }
}
