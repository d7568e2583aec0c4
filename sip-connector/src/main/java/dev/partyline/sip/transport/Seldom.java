package dev.partyline.sip.transport;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;

/** What a source does is worth a line of the log once a minute, and of twenty sources at most. */
final class Seldom {
    private static final int MAX_SOURCES_A_MINUTE = 20;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Set<InetAddress> told = new HashSet<>();
    private long sinceNanos;

    Seldom(long nowNanos) {
        sinceNanos = nowNanos;
    }

    synchronized boolean isTime(InetAddress source, long nowNanos) {
        if (nowNanos - sinceNanos > MINUTE_NANOS) {
            told.clear();
            sinceNanos = nowNanos;
        }
        return told.size() < MAX_SOURCES_A_MINUTE && told.add(source);
    }
}
