package dev.partyline.webrtc.ice;

import dev.partyline.media.Budget;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses that passed a check, oldest first, each with the time of its last one. */
final class ValidatedAddresses {
    static final int MOST = 16;

    /** A browser checks a pair every 48 ms at its fastest. */
    private static final int CHECKS_A_SECOND = 50;

    /** One of them. */
    static final class Entry {
        final InetSocketAddress address;
        private final Budget checks = new Budget(CHECKS_A_SECOND, CHECKS_A_SECOND);
        private long lastCheckNanos;

        private Entry(InetSocketAddress address, long nowNanos) {
            this.address = address;
            lastCheckNanos = nowNanos;
        }

        /** How often it may check. */
        Budget checks() {
            return checks;
        }

        void checked(long nowNanos) {
            lastCheckNanos = nowNanos;
        }

        boolean silentFor(long silentNanos, long nowNanos) {
            return nowNanos - lastCheckNanos >= silentNanos;
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
            if (entry != selected && entry.silentFor(silentNanos, nowNanos)) {
                entries.remove(i);
            }
        }
    }
}
