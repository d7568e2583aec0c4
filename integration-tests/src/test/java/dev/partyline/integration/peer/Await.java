package dev.partyline.integration.peer;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for what is sure to come: long enough for a busy machine, and with what was seen last where it does not come. */
public final class Await {
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private Await() {}

    public static void until(String what, Callable<Boolean> condition) throws InterruptedException {
        until(what, PATIENCE, condition);
    }

    public static void until(String what, Duration limit, Callable<Boolean> condition) throws InterruptedException {
        until(what, limit, condition, met -> met);
    }

    /** Looks again and again until it sees what is wanted. */
    public static <T> T until(String what, Callable<T> look, Predicate<T> wanted) throws InterruptedException {
        return until(what, PATIENCE, look, wanted);
    }

    private static <T> T until(String what, Duration limit, Callable<T> look, Predicate<T> wanted)
            throws InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        String last;
        Exception failure = null;
        do {
            try {
                T seen = look.call();
                if (wanted.test(seen)) {
                    return seen;
                }
                last = String.valueOf(seen);
                failure = null;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e.toString();
                failure = e;
            }
            Thread.sleep(50);
        } while (System.nanoTime() - deadlineNanos < 0);
        throw new AssertionError("not within " + limit.toMillis() + " ms: " + what + "; at last " + last, failure);
    }
}
