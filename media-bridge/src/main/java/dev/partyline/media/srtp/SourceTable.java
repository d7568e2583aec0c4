package dev.partyline.media.srtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is known of each of a few sources, by SSRC. They are so few that looking along a row is the fastest. */
final class SourceTable<T> {
    private final int[] ssrcs;
    private final @Nullable Object[] values;
    private final long[] lastUse;
    private int count;
    private long uses;
    private int latest;

    SourceTable(int most) {
        ssrcs = new int[most];
        values = new @Nullable Object[most];
        lastUse = new long[most];
    }

    @SuppressWarnings("unchecked")
    @Nullable
    T find(int ssrc) {
        if (latest >= count || ssrcs[latest] != ssrc) {
            int at = 0;
            while (at < count && ssrcs[at] != ssrc) {
                at++;
            }
            if (at == count) {
                return null;
            }
            latest = at;
        }
        return (T) values[latest];
    }

    /** The source that was found last was right: it counts as used. */
    void used() {
        lastUse[latest] = ++uses;
    }

    boolean full() {
        return count == ssrcs.length;
    }

    int size() {
        return count;
    }

    /** Adds a source; where the table is full, in place of the one that was used longest ago. */
    void add(int ssrc, T value) {
        latest = full() ? longestUnused() : count++;
        ssrcs[latest] = ssrc;
        values[latest] = value;
        used();
    }

    private int longestUnused() {
        int oldest = 0;
        for (int i = 1; i < ssrcs.length; i++) {
            if (lastUse[i] < lastUse[oldest]) {
                oldest = i;
            }
        }
        return oldest;
    }

    void clear() {
        count = 0;
        Arrays.fill(values, null);
        Arrays.fill(ssrcs, 0);
    }
}
