package dev.partyline.media;

import java.nio.ByteBuffer;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** A bad network in virtual time, the same for the same seed: loss, jitter and with it reordering, duplicates. */
public final class SeededNetwork {
    private record Datagram(long arrivalNanos, long number, ByteBuffer bytes) {}

    private final RandomGenerator random;
    private final PriorityQueue<Datagram> underway = new PriorityQueue<>((a, b) -> a.arrivalNanos == b.arrivalNanos
            ? Long.compare(a.number, b.number)
            : Long.compare(a.arrivalNanos, b.arrivalNanos));
    private double loss;
    private int burst = 1;
    private int burstLeft;
    private double duplicates;
    private long jitterNanos;
    private long stalledUntilNanos = Long.MIN_VALUE;
    private long count;

    public SeededNetwork(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Share of datagrams that never arrive. */
    public SeededNetwork loss(double share) {
        loss = share;
        return this;
    }

    /** What is lost is lost in runs of this length. */
    public SeededNetwork burst(int datagrams) {
        burst = datagrams;
        return this;
    }

    /** Share of datagrams that arrive twice. */
    public SeededNetwork duplicates(double share) {
        duplicates = share;
        return this;
    }

    /** Delay of each datagram is uniform from 0 to this, so that they overtake each other. */
    public SeededNetwork jitterMillis(int millis) {
        jitterNanos = millis * 1_000_000L;
        return this;
    }

    /** Nothing arrives before that time; then all at once. */
    public void stallUntil(long nanos) {
        stalledUntilNanos = nanos;
    }

    public void send(byte[] bytes, long nowNanos) {
        if (lost()) {
            return;
        }
        deliver(bytes, nowNanos);
        if (random.nextDouble() < duplicates) {
            deliver(bytes, nowNanos);
        }
    }

    private boolean lost() {
        if (burstLeft > 0) {
            burstLeft--;
            return true;
        }
        // So that the share is kept: between two runs come 1 / begins - 1 datagrams in the mean.
        double begins = loss / (burst - (burst - 1) * loss);
        boolean lost = random.nextDouble() < begins;
        burstLeft = lost ? burst - 1 : 0;
        return lost;
    }

    private void deliver(byte[] bytes, long nowNanos) {
        long delay = jitterNanos == 0 ? 0 : random.nextLong(jitterNanos + 1);
        underway.add(new Datagram(Math.max(nowNanos + delay, stalledUntilNanos), count++, ByteBuffer.wrap(bytes)));
    }

    /** The next datagram that has arrived by now, or null. */
    public @Nullable ByteBuffer poll(long nowNanos) {
        Datagram first = underway.peek();
        if (first == null || first.arrivalNanos > nowNanos) {
            return null;
        }
        underway.poll();
        return first.bytes;
    }
}
