package dev.partyline.sip.transport;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A limit for what sets itself none. */
public final class Deadline {
    private Deadline() {}

    /** Runs a task on a virtual thread of its own; it is interrupted when the limit is over, and nobody waits longer. */
    public static <T> T call(String thread, Duration limit, Callable<T> task)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> running = new FutureTask<>(task);
        Thread.ofVirtual().name(thread).start(running);
        try {
            return running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            running.cancel(true);
        }
    }
}
