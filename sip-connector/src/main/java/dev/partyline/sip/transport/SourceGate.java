package dev.partyline.sip.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may have a message parsed at all: only addresses of a trunk, and of those only so many a second. Strangers get
 * no answer, since an answer to a forged source is an attack on it; the operator gets a line instead.
 */
final class SourceGate {
    private static final Logger LOG = LoggerFactory.getLogger(SourceGate.class);
    private static final int MAX_SOURCES = 4096;
    private static final double MESSAGES_PER_SECOND = 2000;
    private static final double MESSAGES_AT_ONCE = 4000;
    /** Transactions live for 32 seconds: one source holds at most 18,000, less than the stack may. */
    private static final double TRANSACTIONS_PER_SECOND = 500;

    private static final double TRANSACTIONS_AT_ONCE = 2000;

    private final Predicate<InetAddress> known;
    private final Counters drops;
    private final Buckets messages = new Buckets(MESSAGES_PER_SECOND, MESSAGES_AT_ONCE);
    private final Buckets transactions = new Buckets(TRANSACTIONS_PER_SECOND, TRANSACTIONS_AT_ONCE);
    private final Seldom strangers;
    private final Seldom faults;

    SourceGate(Predicate<InetAddress> known, Counters drops, long nowNanos) {
        this.known = known;
        this.drops = drops;
        this.strangers = new Seldom(nowNanos);
        this.faults = new Seldom(nowNanos);
    }

    /** Whether a message of this source may go on. */
    boolean admits(InetAddress source, long nowNanos) {
        if (!knows(source, nowNanos)) {
            return false;
        }
        boolean within = messages.take(source, nowNanos);
        if (!within) {
            drops.count("source-too-fast");
        }
        return within;
    }

    /** Whether this source may begin one more transaction. */
    boolean mayBegin(InetAddress source, long nowNanos) {
        return transactions.take(source, nowNanos);
    }

    /** Whether this source belongs to a trunk; one that doesn't is counted, and logged once a minute. */
    boolean knows(InetAddress source, long nowNanos) {
        if (known.test(source)) {
            return true;
        }
        drops.count("stranger");
        if (strangers.isTime(source, nowNanos)) {
            LOG.info("SIP from {} refused: no trunk has that address", source.getHostAddress());
        }
        return false;
    }

    /** Whether the operator shall read now that something of this source failed. */
    boolean isWorthALine(InetAddress source, long nowNanos) {
        return faults.isTime(source, nowNanos);
    }

    /** A bucket for each source, as many as were seen last. */
    private static final class Buckets {
        private final double perSecond;
        private final double atOnce;
        private final Map<Object, TokenBucket> bySource = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, TokenBucket> eldest) {
                return size() > MAX_SOURCES;
            }
        };

        Buckets(double perSecond, double atOnce) {
            this.perSecond = perSecond;
            this.atOnce = atOnce;
        }

        synchronized boolean take(InetAddress source, long nowNanos) {
            return bySource.computeIfAbsent(prefix(source), p -> new TokenBucket(perSecond, atOnce, nowNanos))
                    .take(nowNanos);
        }

        /** One attacker has a whole /64 of IPv6 addresses. */
        private static Object prefix(InetAddress source) {
            return source instanceof Inet6Address six ? ByteBuffer.wrap(Arrays.copyOf(six.getAddress(), 8)) : source;
        }
    }
}
