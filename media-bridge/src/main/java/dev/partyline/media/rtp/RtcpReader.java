package dev.partyline.media.rtp;

import java.nio.ByteBuffer;

/**
 * Reads compound RTCP packets and remembers what the reports said.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|   RC    |      PT       |  length in words, less one    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         SSRC of sender                        |
 * +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 * </pre>
 *
 * SDES is stepped over by its length, so an endless one has nothing to run through. A BYE is noted and ends nothing:
 * a call ends by its signalling.
 */
public final class RtcpReader {
    private static final int HEADER_BYTES = 8;
    private static final int SENDER_BYTES = 20;
    private static final int BLOCK_BYTES = 24;
    // More than any honest phone puts into one datagram.
    private static final int MAX_PACKETS = 32;
    // In 65536ths of a second: 2 ms, and 10 s.
    private static final int ROUNDING_UNITS = 131;
    private static final int LONGEST_ROUND_TRIP_UNITS = 10 << 16;

    private boolean hasSenderReport;
    private int senderSsrc;
    private int ntpMiddle;
    private long senderReportNanos;

    private boolean hasReportAboutUs;
    private int fractionLost;
    private int cumulativeLost;
    private long jitterUnits;
    private int echoedNtpMiddle;
    private int echoDelay;
    private boolean freshReport;
    private long byes;

    /**
     * Reads the bytes from position to limit of a big-endian buffer; moves neither.
     *
     * @param ownSsrc the source whose report blocks are about us
     * @return false where the bytes are no compound packet (RFC 3550 appendix A.2); then nothing was taken from them
     */
    public boolean parse(ByteBuffer datagram, int ownSsrc, long nowNanos) {
        int end = datagram.limit();
        if (!wellFormed(datagram, datagram.position(), end)) {
            return false;
        }
        for (int at = datagram.position(); at < end; at += packetBytes(datagram, at)) {
            int count = datagram.get(at) & 0x1f;
            int packetEnd = at + packetBytes(datagram, at);
            switch (datagram.get(at + 1) & 0xff) {
                case Rtcp.SENDER_REPORT -> {
                    if (at + HEADER_BYTES + SENDER_BYTES <= packetEnd) {
                        hasSenderReport = true;
                        senderSsrc = datagram.getInt(at + 4);
                        ntpMiddle = (int) (datagram.getLong(at + 8) >>> 16);
                        senderReportNanos = nowNanos;
                        readBlocks(datagram, at + HEADER_BYTES + SENDER_BYTES, packetEnd, count, ownSsrc);
                    }
                }
                case Rtcp.RECEIVER_REPORT -> readBlocks(datagram, at + HEADER_BYTES, packetEnd, count, ownSsrc);
                case Rtcp.BYE -> byes++;
                default -> {}
            }
        }
        return true;
    }

    /** Appendix A.2: version 2 throughout, a report first, padding on the last one only, lengths add up. */
    private static boolean wellFormed(ByteBuffer datagram, int start, int end) {
        if (end - start < HEADER_BYTES) {
            return false;
        }
        int first = datagram.get(start + 1) & 0xff;
        if (first != Rtcp.SENDER_REPORT && first != Rtcp.RECEIVER_REPORT) {
            return false;
        }
        int at = start;
        for (int packets = 0; at < end; packets++) {
            if (packets == MAX_PACKETS || end - at < 4 || (datagram.get(at) & 0xc0) != 0x80) {
                return false;
            }
            int bytes = packetBytes(datagram, at);
            boolean padded = (datagram.get(at) & 0x20) != 0;
            if (bytes > end - at || (padded && at + bytes != end)) {
                return false;
            }
            at += bytes;
        }
        return true;
    }

    private static int packetBytes(ByteBuffer datagram, int at) {
        return 4 * ((datagram.getShort(at + 2) & 0xffff) + 1);
    }

    private void readBlocks(ByteBuffer datagram, int start, int end, int count, int ownSsrc) {
        int at = start;
        for (int i = 0; i < count && at + BLOCK_BYTES <= end; i++) {
            if (datagram.getInt(at) == ownSsrc) {
                hasReportAboutUs = true;
                freshReport = true;
                int loss = datagram.getInt(at + 4);
                fractionLost = loss >>> 24;
                cumulativeLost = (loss << 8) >> 8;
                jitterUnits = datagram.getInt(at + 12) & 0xffff_ffffL;
                echoedNtpMiddle = datagram.getInt(at + 16);
                echoDelay = datagram.getInt(at + 20);
            }
            at += BLOCK_BYTES;
        }
    }

    /** The middle 32 bits of the NTP time in the source's last sender report, or 0. */
    int lastSenderReport(int ssrc) {
        return hasSenderReport && ssrc == senderSsrc ? ntpMiddle : 0;
    }

    /** Since then, in 65536ths of a second, or 0. */
    int delaySinceLastSenderReport(int ssrc, long nowNanos) {
        if (!hasSenderReport || ssrc != senderSsrc) {
            return 0;
        }
        long millionths = Math.max(0, nowNanos - senderReportNanos) / 1000;
        return (int) Math.min(0xffff_ffffL, (millionths << 16) / 1_000_000);
    }

    /** Whether the other side ever reported about what we send. */
    public boolean hasReportAboutUs() {
        return hasReportAboutUs;
    }

    /** Whether it did since this was asked last. */
    public boolean takeReportAboutUs() {
        boolean fresh = freshReport;
        freshReport = false;
        return fresh;
    }

    /**
     * RFC 3550 section 6.4.1: from our sender report to the report block that echoes it, less what the other side took.
     *
     * @param ntpTimestamp when that block came
     * @return -1 where it echoes none, or one that cannot be ours
     */
    public long roundTripMicros(long ntpTimestamp) {
        if (echoedNtpMiddle == 0) {
            return -1;
        }
        int units = (int) (ntpTimestamp >>> 16) - echoedNtpMiddle - echoDelay;
        // Both ends round: on a short way the difference may fall below nothing.
        if (units < -ROUNDING_UNITS || units > LONGEST_ROUND_TRIP_UNITS) {
            return -1;
        }
        return (Math.max(0, units) * 1_000_000L) >> 16;
    }

    /** Share of our packets that the other side lost between its last two reports, 0 to 1. */
    public double fractionLost() {
        return fractionLost / 256.0;
    }

    /** Packets of ours that the other side has missed so far; negative where duplicates came. */
    public int cumulativeLost() {
        return cumulativeLost;
    }

    /** Jitter of our packets at the other side, in timestamp units. */
    public long jitterUnits() {
        return jitterUnits;
    }

    /** BYE packets seen; they end nothing. */
    public long byes() {
        return byes;
    }
}
