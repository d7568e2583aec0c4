package dev.partyline.integration.bench.mix;

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

    /** Of values that were added in rising order, the last one that is not above this; {@link Long#MIN_VALUE} for none. */
    long latestBefore(long bound) {
        int at = Arrays.binarySearch(values, 0, size, bound);
        int index = at >= 0 ? at : -at - 2;
        return index < 0 ? Long.MIN_VALUE : values[index];
    }

    double shareAbove(long bound) {
        long above = 0;
        for (int i = 0; i < size; i++) {
            above += values[i] > bound ? 1 : 0;
        }
        return size == 0 ? Double.NaN : (double) above / size;
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
