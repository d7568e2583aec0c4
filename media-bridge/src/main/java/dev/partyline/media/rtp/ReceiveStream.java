package dev.partyline.media.rtp;

import org.jspecify.annotations.Nullable;

/**
 * What one leg receives: the source it is locked on, 64-bit sequence numbers, loss and jitter (RFC 3550 appendices
 * A.1, A.3 and A.8).
 *
 * <p>The first packet locks the stream on its SSRC. A PBX changes SSRC when it re-targets a call, so another source
 * may take over: by {@value #TAKEOVER_PACKETS} packets in sequence over at least {@value #TAKEOVER_NANOS} ns, with
 * not one packet of the present source between them. While the present source speaks, nobody can take its place.
 */
public final class ReceiveStream {
    static final int TAKEOVER_PACKETS = 4;
    static final long TAKEOVER_NANOS = 40_000_000L;

    // RFC 3550 appendix A.1.
    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private int clockRate;
    private final SequenceWindow window = new SequenceWindow();

    private boolean locked;
    private int ssrc;
    private int formerSsrc;
    private boolean hasFormer;

    private int candidateSsrc;
    private int candidatePackets;
    private int candidateSequence;
    private long candidateSinceNanos;

    private long highest;
    private long base;
    private long firstCycle;
    private long extendedSequence;
    private int jumpedTo = -1;
    private boolean ssrcChanged;

    private long received;
    private long receivedBefore;
    private long expectedBefore;
    private long expectedAtReport;
    private long receivedAtReport;

    private boolean hasTransit;
    private int lastTimestamp;
    private int lastTransit;
    private long jitterTimes16;

    /** @param clockRate timestamp units a second */
    public ReceiveStream(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Another codec, whose timestamps run at another rate. */
    public void clockRate(int unitsASecond) {
        if (unitsASecond != clockRate) {
            clockRate = unitsASecond;
            hasTransit = false;
            jitterTimes16 = 0;
        }
    }

    /** Takes a packet, or says why not. */
    public @Nullable DropReason accept(RtpPacket packet, long nowNanos) {
        ssrcChanged = false;
        int sequence = packet.sequence();
        if (!locked) {
            locked = true;
            begin(packet.ssrc(), sequence);
            window.restart(highest);
        } else if (packet.ssrc() != ssrc) {
            if (!takesOver(packet.ssrc(), sequence, nowNanos)) {
                return hasFormer && packet.ssrc() == formerSsrc ? DropReason.STALE_SSRC : DropReason.UNKNOWN_SSRC;
            }
            formerSsrc = ssrc;
            hasFormer = true;
            begin(packet.ssrc(), sequence);
        } else {
            candidatePackets = 0;
            DropReason refused = follow(sequence);
            if (refused != null) {
                return refused;
            }
        }
        received++;
        measureJitter(packet.timestamp(), nowNanos);
        return null;
    }

    /**
     * Takes a packet that came again at request (RFC 4588), at a time that tells nothing of the network's jitter.
     *
     * @return why not, or null where it filled a gap
     */
    public @Nullable DropReason acceptRepaired(RtpPacket packet) {
        ssrcChanged = false;
        if (!locked || packet.ssrc() != ssrc) {
            return DropReason.UNKNOWN_SSRC;
        }
        long repaired = highest - ((highest - packet.sequence()) & 0xffff);
        if (highest - repaired >= SequenceWindow.SIZE || repaired < base) {
            return DropReason.LATE;
        }
        if (!window.add(repaired)) {
            return DropReason.DUPLICATE;
        }
        extendedSequence = repaired;
        received++;
        return null;
    }

    private boolean takesOver(int source, int sequence, long nowNanos) {
        boolean next =
                candidatePackets > 0 && source == candidateSsrc && ((sequence - candidateSequence) & 0xffff) == 1;
        if (!next) {
            candidateSsrc = source;
            candidatePackets = 0;
            candidateSinceNanos = nowNanos;
        }
        candidatePackets++;
        candidateSequence = sequence;
        return candidatePackets >= TAKEOVER_PACKETS && nowNanos - candidateSinceNanos >= TAKEOVER_NANOS;
    }

    /** Starts to count anew; the extended sequence still only grows, and keeps the 16 bits of the wire. */
    private void begin(int source, int sequence) {
        if (received > 0 || receivedBefore > 0) {
            expectedBefore += expectedNow();
            receivedBefore += received;
            ssrcChanged = true;
        }
        ssrc = source;
        candidatePackets = 0;
        jumpedTo = -1;
        highest = (((highest >>> 16) + (ssrcChanged ? 2 : 0)) << 16) + sequence;
        firstCycle = highest - sequence;
        base = highest;
        extendedSequence = highest;
        window.restart(highest);
        received = 0;
        expectedAtReport = 0;
        receivedAtReport = 0;
        hasTransit = false;
        jitterTimes16 = 0;
    }

    private @Nullable DropReason follow(int sequence) {
        int ahead = (sequence - (int) highest) & 0xffff;
        if (ahead < MAX_DROPOUT) {
            extendedSequence = highest + ahead;
        } else if (ahead <= 65536 - MAX_MISORDER) {
            // Two in a row: the other side began to count anew (appendix A.1).
            if (sequence != jumpedTo) {
                jumpedTo = (sequence + 1) & 0xffff;
                return DropReason.JUMPED;
            }
            begin(ssrc, sequence);
            return null;
        } else {
            extendedSequence = highest - (65536 - ahead);
        }
        jumpedTo = -1;
        if (!window.add(extendedSequence)) {
            return DropReason.DUPLICATE;
        }
        highest = Math.max(highest, extendedSequence);
        base = Math.min(base, extendedSequence);
        return null;
    }

    /** Appendix A.8, on the first packet of each timestamp: those of one key press share theirs. */
    private void measureJitter(int timestamp, long nowNanos) {
        if (hasTransit && timestamp == lastTimestamp) {
            return;
        }
        long seconds = Math.floorDiv(nowNanos, NANOS_A_SECOND);
        long rest = Math.floorMod(nowNanos, NANOS_A_SECOND);
        int arrival = (int) (seconds * clockRate + rest * clockRate / NANOS_A_SECOND);
        int transit = arrival - timestamp;
        if (hasTransit) {
            // A leap of more than a second is a new clock, not jitter.
            long difference = Math.abs((long) (transit - lastTransit));
            if (difference <= clockRate) {
                jitterTimes16 += difference - ((jitterTimes16 + 8) >> 4);
            }
        }
        hasTransit = true;
        lastTransit = transit;
        lastTimestamp = timestamp;
    }

    private long expectedNow() {
        return received == 0 ? 0 : highest - base + 1;
    }

    /** Of the packet accepted last: grows by one a packet, over every wrap and every change of source. */
    public long extendedSequence() {
        return extendedSequence;
    }

    /** Whether the packet accepted last began a new source, or a new count of the old one: playout starts anew. */
    public boolean ssrcChanged() {
        return ssrcChanged;
    }

    /** Whether packets were accepted since the last report: only then is there a report block (RFC 3550 section 6.4). */
    boolean heardSinceReport() {
        return received != receivedAtReport;
    }

    public int ssrc() {
        return ssrc;
    }

    /** Packets accepted, of all sources so far. */
    public long packetsReceived() {
        return receivedBefore + received;
    }

    /** Packets missing by sequence number, of all sources so far; never below 0. */
    public long packetsLost() {
        return Math.max(0, expectedBefore + expectedNow() - receivedBefore - received);
    }

    public long jitterMicros() {
        return (jitterTimes16 >> 4) * 1_000_000 / clockRate;
    }

    /** Interarrival jitter in timestamp units, as a report block carries it. */
    long jitterUnits() {
        return jitterTimes16 >> 4;
    }

    /** Cycles of the present source and highest sequence number, as a report block carries them. */
    int highestSequenceForReport() {
        return (int) (highest - firstCycle);
    }

    /** Of the present source, clamped to the 24 bits of a report block (appendix A.3). */
    int cumulativeLostForReport() {
        return Math.clamp(expectedNow() - received, -0x80_0000, 0x7f_ffff);
    }

    /** Loss since the last call of this method, in 256ths (appendix A.3). */
    int takeFractionLost() {
        long expectedInterval = expectedNow() - expectedAtReport;
        long lostInterval = expectedInterval - (received - receivedAtReport);
        expectedAtReport = expectedNow();
        receivedAtReport = received;
        return expectedInterval <= 0 || lostInterval <= 0
                ? 0
                : (int) Math.min(255, (lostInterval << 8) / expectedInterval);
    }
}
