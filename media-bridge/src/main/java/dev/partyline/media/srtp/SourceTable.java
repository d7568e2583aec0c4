package dev.partyline.media.srtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of each of a few sources, by SSRC. They are so few that looking along a row is the fastest. */
final class SourceTable<T> {
    private final int[] ssrcs;
    private final long[] lastUse;
    private final List<T> values;
    private long uses;
    private int latest;

    SourceTable(int most) {
        ssrcs = new int[most];
        lastUse = new long[most];
        values = new ArrayList<>(most);
    }

    @Nullable
    T find(int ssrc) {
        int count = values.size();
        int at = latest;
        if (at >= count || ssrcs[at] != ssrc) {
            at = 0;
            while (at < count && ssrcs[at] != ssrc) {
                at++;
            }
            if (at == count) {
                return null;
            }
            latest = at;
        }
        lastUse[at] = ++uses;
        return values.get(at);
    }

    boolean full() {
        return values.size() == ssrcs.length;
    }

    int size() {
        return values.size();
    }

    /** Adds a source; where the table is full, in place of the one that was used longest ago. */
    void add(int ssrc, T value) {
        int at = values.size();
        if (full()) {
            at = longestUnused();
            values.set(at, value);
        } else {
            values.add(value);
        }
        ssrcs[at] = ssrc;
        lastUse[at] = ++uses;
        latest = at;
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
        values.clear();
        Arrays.fill(ssrcs, 0);
    }
}
