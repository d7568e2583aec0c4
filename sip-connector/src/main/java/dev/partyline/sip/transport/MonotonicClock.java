package dev.partyline.sip.transport;

import java.util.function.LongSupplier;

/**
 * The one place of the connector that reads a clock; everything else is handed the time. It begins near 0, so that
 * {@link Long#MAX_VALUE} is later than any deadline.
 */
public final class MonotonicClock implements LongSupplier {
    private final long startNanos = System.nanoTime();

    @Override
    public long getAsLong() {
        return System.nanoTime() - startNanos;
    }
}
