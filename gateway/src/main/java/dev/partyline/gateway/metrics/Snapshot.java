package dev.partyline.gateway.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One snapshot for all meters of a scrape, instead of one each. */
final class Snapshot<T> {
    private static final long MAX_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private record Taken<T>(T value, long atNanos) {}

    private final Supplier<T> source;
    private volatile Taken<T> taken;

    Snapshot(Supplier<T> source) {
        this.source = source;
        taken = new Taken<>(source.get(), System.nanoTime());
    }

    T now() {
        Taken<T> last = taken;
        long nowNanos = System.nanoTime();
        if (nowNanos - last.atNanos() > MAX_AGE_NANOS) {
            last = new Taken<>(source.get(), nowNanos);
            taken = last;
        }
        return last.value();
    }
}
