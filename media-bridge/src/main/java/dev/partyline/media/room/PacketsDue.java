package dev.partyline.media.room;

/**
 * Whether another packet of a phone may be waiting, told from the one just read: a phone speaks a packet at a time, so
 * the next one cannot be here before its time has been spoken. That spares the read that finds nothing, which costs as
 * much as one that finds a packet.
 *
 * <p>Let a packet's transit be its arrival less its timestamp (RFC 3550 appendix A.8), and the soonest be the least transit
 * of late. The next packet comes no sooner than its own timestamp plus the soonest transit: while that lies ahead, there
 * is nothing. Where the network becomes faster than it was, that is not so; so now and then everything is read whatever
 * the clock says, best shortly before a tick, and what is found too early becomes the soonest. Where reads for another
 * packet were in vain time and again, the soonest one was an exception.
 */
final class PacketsDue {
    /**
     * So often everything is read: a phone that got faster is heard a third of a second later as it should be, or 1.4 where
     * its packets come between the look and the tick. A prime,
     * so that with packets of any length some come in those ticks.
     */
    static final int READ_ALL_EVERY = 17;

    private static final int UNITS_A_MILLI = 8;
    private static final long NANOS_A_UNIT = 1_000_000L / UNITS_A_MILLI;
    /** Ticks begin late now and then, and packets do not come to the millisecond. */
    private static final int SLACK_UNITS = 5 * UNITS_A_MILLI;

    private static final int LOOKS_A_READ = 4;
    private static final int READS_IN_VAIN = 8;
    private static final int LATER_UNITS = 8 * UNITS_A_MILLI;
    /** What counts as of late: five seconds, in which a clock that is 200 ppm off loses a millisecond. */
    private static final int PACKETS_OF_LATE = 256;

    private boolean known;
    private int soonest;
    private int soonestOfLate;
    private int packets;
    private int ticks;
    private int looks;
    private int inVain;
    private boolean all;
    private boolean looked;
    private boolean expected;
    private boolean another;

    /** @param phase so that not all phones are read to the end in the same tick */
    PacketsDue(int phase) {
        ticks = phase % READ_ALL_EVERY;
    }

    /** Whether the next tick is one in which everything is read. */
    boolean readsAllNext() {
        return ticks == READ_ALL_EVERY - 1;
    }

    /** Whether this tick is one. */
    boolean readsAll() {
        return all;
    }

    /** Everything is read now, shortly before that tick, and mostly not in it. */
    void look() {
        looked = true;
        begin(true);
    }

    void tick() {
        ticks = (ticks + 1) % READ_ALL_EVERY;
        // What comes between a look and its tick shows only in the tick.
        begin(ticks == 0 && (!looked || ++looks % LOOKS_A_READ == 0));
        looked = false;
    }

    private void begin(boolean readAll) {
        all = readAll;
        another = true;
        expected = false;
    }

    /** Whether to read once more. What is read says nothing of the next packet, unless it is {@link #audio}. */
    boolean another() {
        boolean answer = another;
        another = true;
        return answer;
    }

    /**
     * A packet of audio was read.
     *
     * @param timestamp in units of 8 kHz
     * @param lengthUnits time that the packet lasts
     */
    void audio(int timestamp, int lengthUnits, long nowNanos) {
        if (expected) {
            inVain = 0;
        }
        int transit = (int) (nowNanos / NANOS_A_UNIT) - timestamp;
        int above = transit - soonest;
        if (!known || above < 0) {
            soonest = transit;
            expected = false;
            restart();
            return;
        }
        if (transit - soonestOfLate < 0) {
            soonestOfLate = transit;
        }
        if (++packets == PACKETS_OF_LATE) {
            soonest = soonestOfLate;
            restart();
        }
        expected = !all && above >= lengthUnits - SLACK_UNITS;
        another = all || expected;
    }

    /** A read found nothing. */
    void nothing() {
        if (expected && ++inVain == READS_IN_VAIN) {
            inVain = 0;
            soonest += LATER_UNITS;
        }
    }

    private void restart() {
        known = true;
        packets = 0;
        soonestOfLate = soonest + Integer.MAX_VALUE;
    }

    /** Another source, or another count of the same. */
    void reset() {
        known = false;
    }
}
