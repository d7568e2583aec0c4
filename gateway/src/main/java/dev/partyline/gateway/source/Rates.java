package dev.partyline.gateway.source;

import java.util.LinkedHashMap;
import java.util.Map;

/** One rate for each block; the one asked for longest ago makes room. */
final class Rates {
    private static final int MAX_BLOCKS = 10_000;

    private final double perSecond;
    private final int burst;

    private final Map<String, TokenBucket> byBlock = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MAX_BLOCKS;
        }
    };

    Rates(double perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    synchronized boolean take(SourceBlocks source, long nowNanos) {
        return byBlock.computeIfAbsent(source.own(), _ -> new TokenBucket(perSecond, burst, nowNanos))
                .take(nowNanos);
    }
}
