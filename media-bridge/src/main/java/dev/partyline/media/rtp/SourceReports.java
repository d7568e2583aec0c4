package dev.partyline.media.rtp;

/**
 * What a source's sender reports said: the pair of its wall clock and its timestamps (RFC 3550 section 6.4.1), and
 * what report blocks say back of it.
 */
public final class SourceReports {
    private static final double NTP_UNITS_A_NANO = 4.294967296;

    private boolean heard;
    private int ssrc;
    private long ntpTimestamp;
    private int rtpTimestamp;
    private long heardNanos;

    /** A sender report came. */
    public void heard(int ssrc, long ntpTimestamp, int rtpTimestamp, long nowNanos) {
        heard = true;
        this.ssrc = ssrc;
        this.ntpTimestamp = ntpTimestamp;
        this.rtpTimestamp = rtpTimestamp;
        heardNanos = nowNanos;
    }

    /** Forgets: a new source, a new clock. */
    public void forget() {
        heard = false;
    }

    /** Whether the timestamps of this source have a wall clock. */
    public boolean known(int source) {
        return heard && ssrc == source;
    }

    /** The wall clock of the last sender report. */
    public long ntpTimestamp() {
        return ntpTimestamp;
    }

    /** The source's timestamp at a time of its wall clock. */
    public int rtpTimestampAt(long ntp, int clockRate) {
        double seconds = (ntp - ntpTimestamp) / NTP_UNITS_A_NANO / 1e9;
        return rtpTimestamp + (int) Math.round(seconds * clockRate);
    }

    /** The middle 32 bits of the NTP time in the last sender report, or 0. */
    int lastSenderReport(int source) {
        return known(source) ? (int) (ntpTimestamp >>> 16) : 0;
    }

    /** Since then, in 65536ths of a second, or 0. */
    int delaySinceLastSenderReport(int source, long nowNanos) {
        if (!known(source)) {
            return 0;
        }
        long micros = Math.max(0, nowNanos - heardNanos) / 1000;
        return (int) Math.min(0xffff_ffffL, (micros << 16) / 1_000_000);
    }
}
