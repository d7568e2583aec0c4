package dev.partyline.media.playout;

import dev.partyline.media.rtp.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one stream in order of their timestamps, and the point from which the next one is played.
 *
 * <p>Two clocks run: {@code clock} counts the samples played, one frame a tick, and a packet arrives at the clock of
 * the tick that finds it. The far end's clock is the timestamp. Arrival less timestamp is a packet's <i>lateness</i>;
 * clock less cursor is the <i>offset</i> at which it is played. A packet is in time when its lateness does not exceed
 * the offset, so the offset is steered to a high percentile of the lateness seen, at least one frame above the
 * soonest packets. Drift of the clocks is a lateness that creeps.
 *
 * <p>When nothing is there at the cursor and nothing behind it, the cursor waits, for the packets may be late and not
 * lost; when the next ones show that they were lost, the wait is taken back. After {@value #IDLE_SAMPLES} samples of
 * waiting the far end is taken to be silent, and its next packet starts at the right delay at once.
 */
public final class JitterBuffer {
    /**
     * @param startDelayMillis delay before anything is known of the network
     * @param minDelayMillis least delay, at least one frame of 20 ms
     * @param maxDelayMillis greatest delay
     */
    public record Settings(int startDelayMillis, int minDelayMillis, int maxDelayMillis) {
        /** For telephones. */
        public static final Settings PHONE = new Settings(40, 20, 200);

        public Settings {
            if (minDelayMillis < 20 || startDelayMillis < minDelayMillis || maxDelayMillis < startDelayMillis) {
                throw new IllegalArgumentException(
                        "playout delays are 20 ms or more, and least <= at start <= greatest");
            }
            if (maxDelayMillis > 400) {
                throw new IllegalArgumentException("a playout delay of more than 400 ms is no conversation");
            }
        }
    }

    private static final int FRAME = PhonePlayout.FRAME_SAMPLES;
    private static final long TICK_NANOS = 20_000_000L;
    private static final int SAMPLES_A_MILLI = 8;
    private static final int IDLE_SAMPLES = 5 * FRAME;
    private static final int LONGEST_AHEAD = SampleRing.CAPACITY - 2 * FRAME;
    // Two packets whose lateness differs by no more speak of the same clock.
    private static final int SAME_CLOCK_SAMPLES = 60 * SAMPLES_A_MILLI;

    private final int startSamples;
    private final int minSamples;
    private final int maxSamples;
    private final SampleRing ring = new SampleRing();
    private final ArrivalHistogram arrivals = new ArrivalHistogram();

    private boolean started;
    private boolean idle = true;
    private boolean ticking;
    private boolean skipped;
    // Packets found after ticks that never were waited for us: when they came is not known.
    private boolean overslept;
    private long expectedNanos;
    private long clock;
    private long cursor;
    private long newestEnd;
    private long lastTimestamp;
    private long lastSequence;
    private long waited;

    private boolean leapSeen;
    private long leapLateness;
    private long leapArrival;

    JitterBuffer(Settings settings) {
        startSamples = settings.startDelayMillis() * SAMPLES_A_MILLI;
        minSamples = settings.minDelayMillis() * SAMPLES_A_MILLI;
        maxSamples = settings.maxDelayMillis() * SAMPLES_A_MILLI;
    }

    @Nullable
    DropReason insert(
            short[] samples, int length, int timestamp, boolean marker, long extendedSequence, long nowNanos) {
        catchUp(nowNanos);
        long arrival = clock;
        long at = started ? lastTimestamp + (timestamp - (int) lastTimestamp) : timestamp & 0xffff_ffffL;
        long lateness = arrival - at;
        if (!started) {
            started = true;
            arrivals.restart(lateness, startSamples);
            startSpurt(at, arrival);
        } else if (leapt(at, length, lateness)) {
            // A gap that the far end marks, or an early packet after silence, explains itself; a late one may be stale.
            boolean explained = extendedSequence == lastSequence + 1 && marker;
            boolean early = lateness < arrivals.floor();
            if (!confirmsLeap(lateness, arrival) && !explained && !(idle && early)) {
                return early ? DropReason.JUMPED : DropReason.LATE;
            }
            arrivals.rebase(lateness);
            startSpurt(at, arrival);
        } else {
            leapSeen = false;
            if (!overslept) {
                arrivals.add(lateness, length);
            }
            if (idle && at < newestEnd) {
                return DropReason.LATE;
            }
            if (idle) {
                startSpurt(at, arrival);
            }
        }
        int tooLate = (int) Math.max(0, Math.min(length, cursor - at));
        if (tooLate == length) {
            return DropReason.LATE;
        }
        if (at >= lastTimestamp) {
            lastTimestamp = at;
            lastSequence = extendedSequence;
        }
        newestEnd = Math.max(newestEnd, at + length);
        return ring.write(at + tooLate, samples, tooLate, length - tooLate) ? null : DropReason.DUPLICATE;
    }

    /** Whether the lateness cannot be that of a packet of the same clock: later than ever played, or far ahead. */
    private boolean leapt(long at, int length, long lateness) {
        long ahead = idle ? arrivals.floor() - lateness : at + length - cursor;
        return ahead > LONGEST_AHEAD || lateness > arrivals.floor() + maxSamples + IDLE_SAMPLES;
    }

    /** One stray packet must not move the clock; a second one in another tick that agrees with it may. */
    private boolean confirmsLeap(long lateness, long arrival) {
        boolean agrees = leapSeen && arrival > leapArrival && Math.abs(lateness - leapLateness) <= SAME_CLOCK_SAMPLES;
        if (!leapSeen || arrival > leapArrival) {
            leapSeen = true;
            leapLateness = lateness;
            leapArrival = arrival;
        }
        return agrees;
    }

    /** The packet at {@code at} is the first to be played: at the delay aimed at, or at once where it is later. */
    private void startSpurt(long at, long arrival) {
        ring.clear();
        cursor = Math.max(Math.min(at, arrival - target()), at - maxSamples);
        newestEnd = at;
        lastTimestamp = at;
        idle = false;
        leapSeen = false;
        waited = 0;
    }

    /** Ticks that never were: what was not played in time is not played later, so that the delay stays. */
    private void catchUp(long nowNanos) {
        long missed = ticking ? Math.max(0, (nowNanos - expectedNanos) / TICK_NANOS) : 0;
        if (missed > 0) {
            expectedNanos += missed * TICK_NANOS;
            clock += missed * FRAME;
            overslept = true;
            if (!idle) {
                long there = Math.clamp(newestEnd - cursor, 0, missed * FRAME);
                skip(there);
                waited += Math.min(missed * FRAME - there, IDLE_SAMPLES);
                idle = waited >= IDLE_SAMPLES;
                skipped = true;
            }
        }
    }

    /**
     * Begins a tick.
     *
     * @return true where samples had to be skipped, so that the next ones do not follow the last ones
     */
    boolean tick(long nowNanos) {
        catchUp(nowNanos);
        // Ticks may come late but never early: the earliest phase seen is the schedule's.
        expectedNanos = (ticking ? Math.min(expectedNanos, nowNanos) : nowNanos) + TICK_NANOS;
        ticking = true;
        if (!idle && clock - cursor > arrivals.floor() + maxSamples + FRAME && newestEnd > cursor) {
            skip(Math.min(clock - cursor - target(), newestEnd - cursor));
            skipped = true;
        }
        boolean skips = skipped;
        skipped = false;
        overslept = false;
        return skips;
    }

    private void skip(long samples) {
        if (samples > 0) {
            ring.discard(cursor, samples);
            cursor += samples;
        }
    }

    /** Samples to be played now, without a gap, counted up to {@code limit}. */
    int available(int limit) {
        return ring.present(cursor, limit);
    }

    /** Reads without playing. */
    void peek(short[] out, int offset, int length) {
        ring.read(cursor, out, offset, length);
    }

    /** Plays available samples. */
    void read(short[] out, int offset, int length) {
        ring.read(cursor, out, offset, length);
        played(length, length);
    }

    /** Samples left the buffer and samples were heard; the two differ where time was stretched. */
    void played(int taken, int heard) {
        skip(taken);
        clock += heard;
        waited = 0;
    }

    /** At the cursor nothing is there: how many samples are to be made up, at most {@code limit}; may be 0. */
    int missing(int limit) {
        int ahead = (int) Math.min(Math.max(0, newestEnd - cursor), SampleRing.CAPACITY);
        int gap = ring.missing(cursor, ahead);
        if (gap == ahead) {
            idle = waited + limit >= IDLE_SAMPLES;
            return await(limit);
        }
        long excess = clock - cursor - target();
        int takenBack = (int) Math.clamp(excess, 0, Math.min(waited, gap));
        skip(takenBack);
        waited -= takenBack;
        if (takenBack == gap) {
            return 0;
        }
        if (excess < 0) {
            return await((int) Math.min(limit, -excess));
        }
        int lost = Math.min(limit, gap - takenBack);
        skip(lost);
        clock += lost;
        return lost;
    }

    private int await(int samples) {
        clock += samples;
        waited += samples;
        return samples;
    }

    /** A frame goes by in which the far end is silent. */
    void passSilence() {
        clock += FRAME;
    }

    boolean idle() {
        return idle;
    }

    private long target() {
        return Math.clamp(arrivals.quantile(), arrivals.floor() + minSamples, arrivals.floor() + maxSamples);
    }

    /** By how many samples the delay is longer than it has to be; negative where it is too short. */
    int excess() {
        return Math.clamp(clock - cursor - target(), -SampleRing.CAPACITY, SampleRing.CAPACITY);
    }

    /** From the arrival of the soonest packets to their playout. */
    int delayMillis() {
        if (!started) {
            return startSamples / SAMPLES_A_MILLI;
        }
        long offset = idle ? target() : clock - cursor;
        return (int) Math.max(0, (offset - arrivals.floor()) / SAMPLES_A_MILLI);
    }

    void reset() {
        ring.clear();
        started = false;
        idle = true;
        waited = 0;
        leapSeen = false;
    }
}
