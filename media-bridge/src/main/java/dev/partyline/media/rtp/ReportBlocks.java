package dev.partyline.media.rtp;

/** Walks through the report blocks of one sender or receiver report (RFC 3550 section 6.4.1). */
public final class ReportBlocks {
    private static final int BLOCK_BYTES = 24;
    private static final int SENDER_BYTES = 20;

    private final RtcpPackets packet;
    private int at;
    private int left;

    /** @param packet walked through together with it */
    public ReportBlocks(RtcpPackets packet) {
        this.packet = packet;
    }

    /** Begins with the present packet; one that is no report has no blocks. */
    public void begin() {
        boolean sender = packet.type() == Rtcp.SENDER_REPORT;
        at = packet.body() + (sender ? SENDER_BYTES : 0) - BLOCK_BYTES;
        left = sender || packet.type() == Rtcp.RECEIVER_REPORT ? packet.count() : 0;
    }

    /** Goes to the next block; false behind the last one that is whole. */
    public boolean next() {
        at += BLOCK_BYTES;
        return left-- > 0 && at + BLOCK_BYTES <= packet.end();
    }

    /** Whose reception it is about. */
    public int ssrc() {
        return packet.buffer().getInt(at);
    }

    /** Share lost since the last report, in 256ths. */
    public int fractionLost() {
        return packet.buffer().get(at + 4) & 0xff;
    }

    /**
     * The way there and back by section 6.4.1, in nanoseconds, or -1 where the block does not tell it.
     *
     * @param ntpTimestamp now, by the clock of our sender reports
     */
    public long roundTripNanos(long ntpTimestamp) {
        int last = packet.buffer().getInt(at + 16);
        if (last == 0) {
            return -1;
        }
        int delay = packet.buffer().getInt(at + 20);
        int elapsed = (int) (ntpTimestamp >>> 16) - last - delay;
        // Negative where clocks or the far end are wrong; over a minute is no network.
        return elapsed < 0 || elapsed > 60 << 16 ? -1 : (elapsed * 1_000_000_000L) >> 16;
    }
}
