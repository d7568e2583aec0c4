package dev.partyline.media.net;

import dev.partyline.media.PortRange;
import dev.partyline.media.PortsExhaustedException;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of an even port for RTP and the next one for RTCP in a range (RFC 3550 section 11). A pair is drawn at
 * random, so that nobody can tell where the next call will be; a pair that was given back rests behind others, so that
 * late packets of an ended call do not fall into a new one.
 */
public final class PortPool {
    /** Opens the pair that begins with this port. */
    interface Opener<T> {
        T open(int evenPort) throws IOException;
    }

    // A range in which so many pairs in a row cannot be bound belongs to somebody else.
    private static final int MOST_TRIES = 64;

    private final PortRange range;
    private final RandomGenerator random;
    // The first `freeCount` are free and rested; guarded by this.
    private final int[] free;
    private int freeCount;
    // Given back without a lock, since a loop gives back.
    private final ConcurrentLinkedQueue<Integer> resting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger restingCount = new AtomicInteger();
    private final AtomicInteger notTaken;

    /** @param random not to be guessed from outside */
    public PortPool(PortRange range, RandomGenerator random) {
        this.range = range;
        this.random = random;
        int first = range.first() + (range.first() & 1);
        free = new int[Math.max(0, (range.last() - first + 1) / 2)];
        for (int i = 0; i < free.length; i++) {
            free[i] = first + 2 * i;
        }
        freeCount = free.length;
        notTaken = new AtomicInteger(free.length);
    }

    /** Draws pairs until one can be opened. Whoever gets it gives it back by {@link #giveBack}. */
    <T> T take(Opener<T> opener) throws PortsExhaustedException {
        int[] failed = new int[Math.min(MOST_TRIES, free.length)];
        int failures = 0;
        IOException lastFailure = null;
        try {
            while (failures < failed.length) {
                int port = draw();
                if (port < 0) {
                    break;
                }
                try {
                    return opener.open(port);
                } catch (IOException e) {
                    failed[failures++] = port;
                    lastFailure = e;
                } catch (RuntimeException | Error e) {
                    giveBack(port);
                    throw e;
                }
            }
            throw exhausted(lastFailure);
        } finally {
            for (int i = 0; i < failures; i++) {
                giveBack(failed[i]);
            }
        }
    }

    private PortsExhaustedException exhausted(@Nullable IOException cause) {
        PortsExhaustedException exhausted = new PortsExhaustedException(range);
        if (cause != null) {
            exhausted.initCause(cause);
        }
        return exhausted;
    }

    private synchronized int draw() {
        while (freeCount == 0 || restingCount.get() > free.length / 4) {
            Integer rested = resting.poll();
            if (rested == null) {
                break;
            }
            restingCount.decrementAndGet();
            free[freeCount++] = rested;
        }
        if (freeCount == 0) {
            return -1;
        }
        int index = random.nextInt(freeCount);
        int port = free[index];
        free[index] = free[--freeCount];
        notTaken.decrementAndGet();
        return port;
    }

    /** Once for each pair taken; from any thread, without a lock. */
    void giveBack(int evenPort) {
        resting.offer(evenPort);
        restingCount.incrementAndGet();
        notTaken.incrementAndGet();
    }

    /** Pairs not taken. */
    public int freePairs() {
        return notTaken.get();
    }
}
