package dev.partyline.integration.bench;

import java.util.Arrays;

/** A bounded list of measurements, kept for their percentiles. */
final class Samples {
    private final long[] values;
    private int size;

    Samples(int capacity) {
        values = new long[capacity];
    }

    void add(long value) {
        if (size < values.length) {
            values[size++] = value;
        }
    }

    int size() {
        return size;
    }

    /** @param fraction 0 to 1; NaN where nothing was measured */
    double percentile(double fraction) {
        if (size == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1L, Math.round(fraction * (size - 1)))];
    }
}
