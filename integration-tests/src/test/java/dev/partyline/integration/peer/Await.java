package dev.partyline.integration.peer;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition, at most so long. */
public final class Await {
    private Await() {}

    public static void until(String what, Duration limit, Callable<Boolean> condition) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        Exception last = null;
        do {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            Thread.sleep(50);
        } while (System.nanoTime() - deadlineNanos < 0);
        throw new AssertionError("not within " + limit.toMillis() + " ms: " + what, last);
    }
}
