package dev.partyline.gateway.routing;

import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.channel.ChannelStore;
import dev.partyline.gateway.number.RuleStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The routing table in force. A change is written, read back and swapped in as one; calls read the table without
 * waiting for anything, so they are routed while the database is down.
 */
@Component
public class Routes {
    /** So that whoever dials through a large range can't fill the database. */
    static final int MAX_AUTOMATIC_CHANNELS = 10_000;

    private static final Duration LONGEST_WAIT = Duration.ofMillis(900);

    private final RuleStore rules;
    private final ChannelStore channels;
    private final TransactionOperations transactions;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile RoutingTable table;

    Routes(RuleStore rules, ChannelStore channels, TransactionOperations transactions) {
        this.rules = rules;
        this.channels = channels;
        this.transactions = transactions;
        table = new RoutingTable(rules.all(), channels.all());
    }

    public RoutingTable table() {
        return table;
    }

    /** Writes, and brings what was written into force for the next call. An exception changes nothing. */
    public <T> T change(Supplier<T> write) {
        record Written<T>(T outcome, RoutingTable table) {}
        lock();
        try {
            Written<T> written = transactions.execute(
                    _ -> new Written<>(write.get(), new RoutingTable(rules.all(), channels.all())));
            table = written.table();
            return written.outcome();
        } finally {
            changing.unlock();
        }
    }

    /** The channel of this name, made with a random PIN where there is none; empty where too many were made so. */
    public Optional<Channel> channelFor(String name) {
        Optional<Channel> known = table.channel(name);
        if (known.isPresent()) {
            return known;
        }
        try {
            return make(name);
        } catch (DuplicateKeyException e) {
            // Another node made it just now.
            return change(() -> channels.all().stream()
                    .filter(channel -> channel.name().equals(name))
                    .findFirst());
        }
    }

    /** A caller waits for this, so no more is read than the table already knows. */
    private Optional<Channel> make(String name) {
        lock();
        try {
            RoutingTable now = table;
            Optional<Channel> known = now.channel(name);
            if (known.isPresent() || now.automaticChannels() >= MAX_AUTOMATIC_CHANNELS) {
                return known;
            }
            Channel made = transactions.execute(_ -> channels.create(name, true));
            table = now.with(made);
            return Optional.of(made);
        } finally {
            changing.unlock();
        }
    }

    /** Whoever holds the lock may wait for the database; a queue of others must not add up their waits. */
    private void lock() {
        try {
            if (changing.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CannotAcquireLockException("another change takes too long");
    }
}
