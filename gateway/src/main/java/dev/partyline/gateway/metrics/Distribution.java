package dev.partyline.gateway.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often a figure was at most so high, under the tag that Prometheus' {@code histogram_quantile} looks for. Of
 * Micrometer's own, each value is rounded up to a whole number first, and what is counted here lies below one.
 */
final class Distribution {
    private final double[] bounds;
    private final AtomicLongArray within;

    /** @param bounds in rising order; behind the last one there is always another, without end */
    Distribution(MeterRegistry registry, String name, String description, Tags tags, double... bounds) {
        this.bounds = bounds.clone();
        within = new AtomicLongArray(bounds.length + 1);
        for (int i = 0; i <= bounds.length; i++) {
            int index = i;
            FunctionCounter.builder(name, within, counts -> counts.get(index))
                    .description(description)
                    .tags(tags)
                    .tag("le", i < bounds.length ? Double.toString(bounds[i]) : "+Inf")
                    .register(registry);
        }
    }

    void add(double value) {
        for (int i = bounds.length; i >= 0 && (i == bounds.length || value <= bounds[i]); i--) {
            within.incrementAndGet(i);
        }
    }
}
