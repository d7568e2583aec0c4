package dev.partyline.gateway.source;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What one visitor's block may take: so many sockets at once, and so many joins a second. */
@Component
public final class SourceLimits {
    private static final int MAX_SOCKETS = 1_000;
    static final int JOIN_BURST = 200;
    static final double JOINS_A_SECOND = 10;
    private static final int MAX_BLOCKS = 10_000;

    /** Holds no block without a socket, and there is a bound to sockets. */
    private final Map<String, Integer> sockets = new HashMap<>();

    private final Map<String, TokenBucket> joins = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MAX_BLOCKS;
        }
    };

    /**
     * Whether a socket more is allowed, of so many that all have together: one block never takes the last third. Each one
     * allowed is given back by {@link #closeSocket}.
     */
    public synchronized boolean openSocket(SourceBlocks source, int maxOfAll) {
        int open = sockets.getOrDefault(source.own(), 0);
        if (open >= Math.min(MAX_SOCKETS, maxOfAll - maxOfAll / 3)) {
            return false;
        }
        sockets.put(source.own(), open + 1);
        return true;
    }

    public synchronized void closeSocket(SourceBlocks source) {
        sockets.computeIfPresent(source.own(), (_, open) -> open > 1 ? open - 1 : null);
    }

    public synchronized boolean join(SourceBlocks source, long nowNanos) {
        return joins.computeIfAbsent(source.own(), _ -> new TokenBucket(JOINS_A_SECOND, JOIN_BURST, nowNanos))
                .take(nowNanos);
    }
}
