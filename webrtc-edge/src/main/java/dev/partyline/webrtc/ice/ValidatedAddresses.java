package dev.partyline.webrtc.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses that passed a check, oldest first, each with the time of its last one. */
final class ValidatedAddresses {
    static final int MOST = 16;

    /** A browser checks a pair every 48 ms at its fastest. */
    private static final long CHECK_INTERVAL_NANOS = 20_000_000L;

    private static final long BURST_NANOS = 50 * CHECK_INTERVAL_NANOS;

    /** One of them. */
    static final class Entry {
        final InetSocketAddress address;
        private long lastCheckNanos;
        private long scheduleNanos;

        private Entry(InetSocketAddress address, long nowNanos) {
            this.address = address;
            lastCheckNanos = nowNanos;
            scheduleNanos = nowNanos;
        }

        long lastCheckNanos() {
            return lastCheckNanos;
        }

        /** Leaky bucket: whether its checks come no faster than a browser's. */
        boolean inTime(long nowNanos) {
            if (scheduleNanos - nowNanos > BURST_NANOS) {
                return false;
            }
            scheduleNanos = Math.max(scheduleNanos - nowNanos, 0) + nowNanos + CHECK_INTERVAL_NANOS;
            return true;
        }

        void checked(long nowNanos) {
            lastCheckNanos = nowNanos;
        }
    }

    private final List<Entry> entries = new ArrayList<>(MOST);

    @Nullable
    Entry find(InetSocketAddress address) {
        // Indexed: an iterator a packet would be garbage.
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.address.equals(address)) {
                return entry;
            }
        }
        return null;
    }

    int count() {
        return entries.size();
    }

    boolean full() {
        return entries.size() >= MOST;
    }

    Entry add(InetSocketAddress address, long nowNanos) {
        Entry entry = new Entry(address, nowNanos);
        entries.add(entry);
        return entry;
    }

    /** Forgets those without a check for so long, but for the one that is sent to. */
    void forget(long silentNanos, long nowNanos, @Nullable Entry selected) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry != selected && nowNanos - entry.lastCheckNanos >= silentNanos) {
                entries.remove(i);
            }
        }
    }
}
