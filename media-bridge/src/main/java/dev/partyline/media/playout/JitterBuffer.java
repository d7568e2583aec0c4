package dev.partyline.media.playout;

import dev.partyline.media.rtp.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * Which samples of one stream are there, by their timestamps, and the point from which the next one is played; the
 * samples themselves are kept by whoever decodes them.
 *
 * <p>Two clocks run: {@code clock} counts the samples played, one frame a tick, and a packet arrives at the clock of
 * the tick that finds it. The far end's clock is the timestamp. Arrival less timestamp is a packet's <i>lateness</i>;
 * clock less cursor is the <i>offset</i> at which it is played. A packet is in time when its lateness does not exceed
 * the offset, so the offset is steered to a high percentile of the lateness seen, at least one frame above the
 * soonest packets, or none where they come well before the tick ({@link Headroom}). Drift of the clocks is a lateness that
 * creeps.
 *
 * <p>When nothing is there at the cursor and nothing behind it, the cursor waits, for the packets may be late and not
 * lost; when the next ones show that they were lost, the wait is taken back. After {@value #IDLE_FRAMES} frames of
 * waiting the far end is taken to be silent, and its next packet starts at the right delay at once.
 */
public final class JitterBuffer {
    /**
     * @param startDelayMillis delay before anything is known of the network
     * @param minDelayMillis least delay, at least one frame of 20 ms, unless packets come well before the tick
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

    private static final long TICK_NANOS = 20_000_000L;
    private static final int IDLE_FRAMES = 5;
    // Two packets whose lateness differs by no more speak of the same clock.
    private static final int SAME_CLOCK_MILLIS = 60;

    private final int samplesAMilli;
    private final int frameSamples;
    private final int idleSamples;
    private final int longestAhead;
    private final int sameClockSamples;
    private final int startSamples;
    private final int minSamples;
    private final int maxSamples;
    private final PresenceRing ring;
    private final ArrivalHistogram arrivals;
    private final Headroom headroom = new Headroom();

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
    private long underruns;
    private long framesConcealed;
    // Made up while nothing came at all: what comes next tells whether anything was lost.
    private int framesUnexplained;
    private boolean lostInFrame;
    private boolean waitedInFrame;
    private long insertedAt;
    private int spurts;
    // Something of this spurt was played: a gap from now on is a loss, and not the wait for its first packet.
    private boolean heard;

    private boolean leapSeen;
    private long leapLateness;
    private long leapArrival;

    /** @param ring for a second or more at that rate */
    JitterBuffer(Settings settings, int sampleRate, PresenceRing ring) {
        samplesAMilli = sampleRate / 1000;
        frameSamples = sampleRate / 50;
        idleSamples = IDLE_FRAMES * frameSamples;
        longestAhead = ring.capacity() - 2 * frameSamples;
        sameClockSamples = SAME_CLOCK_MILLIS * samplesAMilli;
        startSamples = settings.startDelayMillis() * samplesAMilli;
        minSamples = settings.minDelayMillis() * samplesAMilli;
        maxSamples = settings.maxDelayMillis() * samplesAMilli;
        arrivals = new ArrivalHistogram(sampleRate);
        this.ring = ring;
    }

    /** Takes note of a packet's samples; where null is returned, they belong at {@link #insertedAt()}. */
    @Nullable
    DropReason insert(int length, int timestamp, boolean marker, long extendedSequence, long nowNanos) {
        return insert(length, timestamp, marker, extendedSequence, false, nowNanos);
    }

    /**
     * The same.
     *
     * @param whole whether a packet is decoded as a whole, whatever is new of it: then it must not lie over another, or a
     *     sender could have decoded many times what is heard
     */
    @Nullable
    DropReason insert(int length, int timestamp, boolean marker, long extendedSequence, boolean whole, long nowNanos) {
        catchUp(nowNanos);
        long arrival = clock;
        long at = started ? lastTimestamp + (timestamp - (int) lastTimestamp) : timestamp & 0xffff_ffffL;
        long lateness = arrival - at;
        if (!started) {
            started = true;
            arrivals.restart(lateness, startSamples);
            startSpurt(at, arrival, extendedSequence);
        } else if (leapt(at, length, lateness)) {
            // A gap that the far end marks, or an early packet after silence, explains itself; a late one may be stale.
            boolean explained = extendedSequence == lastSequence + 1 && marker;
            boolean early = lateness < arrivals.floor();
            if (!confirmsLeap(lateness, arrival) && !explained && !(idle && early)) {
                return early ? DropReason.JUMPED : DropReason.LATE;
            }
            arrivals.rebase(lateness);
            startSpurt(at, arrival, extendedSequence);
        } else {
            leapSeen = false;
            if (!overslept) {
                arrivals.add(lateness, length);
                if (lateness > arrivals.floor()) {
                    headroom.late();
                }
            }
            if (idle && at < newestEnd) {
                return DropReason.LATE;
            }
            if (idle) {
                startSpurt(at, arrival, extendedSequence);
            }
        }
        int tooLate = (int) Math.max(0, Math.min(length, cursor - at));
        if (tooLate == length) {
            return DropReason.LATE;
        }
        if (whole && ring.missing(at + tooLate, length - tooLate) < length - tooLate) {
            return DropReason.DUPLICATE;
        }
        if (at >= lastTimestamp) {
            lastTimestamp = at;
            lastSequence = extendedSequence;
        }
        newestEnd = Math.max(newestEnd, at + length);
        insertedAt = at;
        return ring.add(at + tooLate, length - tooLate) ? null : DropReason.DUPLICATE;
    }

    /** See {@link Headroom#looked}. */
    void looked(boolean early) {
        headroom.looked(early);
    }

    /** The place of the first sample of the packet inserted last; some of them may be too late to be played. */
    long insertedAt() {
        return insertedAt;
    }

    /** How often audio began anew: what was inserted before the last time is not played any more. */
    int spurts() {
        return spurts;
    }

    /** The place of the sample that is played next. */
    long cursor() {
        return cursor;
    }

    /** Whether the lateness cannot be that of a packet of the same clock: later than ever played, or far ahead. */
    private boolean leapt(long at, int length, long lateness) {
        long ahead = idle ? arrivals.floor() - lateness : at + length - cursor;
        return ahead > longestAhead || lateness > arrivals.floor() + maxSamples + idleSamples;
    }

    /** One stray packet must not move the clock; a second one in another tick that agrees with it may. */
    private boolean confirmsLeap(long lateness, long arrival) {
        boolean agrees = leapSeen && arrival > leapArrival && Math.abs(lateness - leapLateness) <= sameClockSamples;
        if (!leapSeen || arrival > leapArrival) {
            leapSeen = true;
            leapLateness = lateness;
            leapArrival = arrival;
        }
        return agrees;
    }

    /** The packet at {@code at} is the first to be played: at the delay aimed at, or at once where it is later. */
    private void startSpurt(long at, long arrival, long extendedSequence) {
        // Whose packets are all there, and whose clock has gone on, was silent; were it the network, the clock had
        // stood.
        explained(extendedSequence == lastSequence + 1 && at > newestEnd);
        ring.clear();
        spurts++;
        heard = false;
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
            clock += missed * frameSamples;
            overslept = true;
            if (!idle) {
                long there = Math.clamp(newestEnd - cursor, 0, missed * frameSamples);
                skip(there);
                waited += Math.min(missed * frameSamples - there, idleSamples);
                idle = waited >= idleSamples;
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
        if (!idle && clock - cursor > arrivals.floor() + maxSamples + frameSamples && newestEnd > cursor) {
            skip(Math.min(clock - cursor - target(), newestEnd - cursor));
            skipped = true;
        }
        boolean skips = skipped;
        skipped = false;
        overslept = false;
        lostInFrame = false;
        waitedInFrame = false;
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

    /** Samples left the buffer and so many were heard; the two differ where time was stretched. */
    void played(int taken, int heardSamples) {
        skip(taken);
        clock += heardSamples;
        if (waited > 0) {
            underruns++;
            waited = 0;
            explained(false);
        }
        heard = true;
    }

    /** Of the frame of this tick a part was made up that can be heard. */
    void concealed() {
        if (lostInFrame) {
            framesConcealed++;
        } else if (waitedInFrame) {
            framesUnexplained++;
        }
    }

    /** A packet of the stream that is no sound was not lost either. */
    void passed(long extendedSequence) {
        if (extendedSequence == lastSequence + 1) {
            lastSequence = extendedSequence;
        }
    }

    private void explained(boolean bySilence) {
        framesConcealed += bySilence ? 0 : framesUnexplained;
        framesUnexplained = 0;
    }

    /** Frames of which at least a part was made up for what was lost or late. */
    long framesConcealed() {
        return framesConcealed;
    }

    /** How often the cursor had to wait for what was only late. */
    long underruns() {
        return underruns;
    }

    /** At the cursor nothing is there: how many samples are to be made up, at most {@code limit}; may be 0. */
    int missing(int limit) {
        int ahead = (int) Math.min(Math.max(0, newestEnd - cursor), ring.capacity());
        int gap = ring.missing(cursor, ahead);
        if (gap == ahead) {
            idle = waited + limit >= idleSamples;
            waitedInFrame = true;
            return await(limit);
        }
        explained(false);
        long excess = clock - cursor - target();
        int takenBack = (int) Math.clamp(excess, 0, Math.min(waited, gap));
        skip(takenBack);
        waited -= takenBack;
        if (heard) {
            headroom.late();
            lostInFrame = true;
        }
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

    /** How many samples are missing from the cursor to the next one that is there; -1 where none is. */
    int gap() {
        int ahead = (int) Math.min(Math.max(0, newestEnd - cursor), ring.capacity());
        int gap = ring.missing(cursor, ahead);
        return gap == ahead ? -1 : gap;
    }

    private int await(int samples) {
        clock += samples;
        waited += samples;
        return samples;
    }

    /** A frame goes by in which the far end is silent. */
    void passSilence() {
        clock += frameSamples;
        waitedInFrame = true;
    }

    boolean idle() {
        return idle;
    }

    private long target() {
        long least = headroom.isThere() ? 0 : minSamples;
        return Math.clamp(arrivals.quantile(), arrivals.floor() + least, arrivals.floor() + maxSamples);
    }

    /** By how many samples the delay is longer than it has to be; negative where it is too short. */
    int excess() {
        return Math.clamp(clock - cursor - target(), -ring.capacity(), ring.capacity());
    }

    /** From the arrival of the soonest packets to their playout. */
    int delayMillis() {
        if (!started) {
            return startSamples / samplesAMilli;
        }
        long offset = idle ? target() : clock - cursor;
        return (int) Math.max(0, (offset - arrivals.floor()) / samplesAMilli);
    }

    void reset() {
        ring.clear();
        headroom.reset();
        started = false;
        idle = true;
        waited = 0;
        framesUnexplained = 0;
        leapSeen = false;
    }
}
