package dev.partyline.media.rtp;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Writes compound RTCP packets (RFC 3550 section 6.1): a sender or receiver report first, then SDES with the CNAME,
 * then BYE where the stream ends.
 */
public final class Rtcp {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;

    /** No compound written here is longer. */
    public static final int MAX_BYTES = 8 + 20 + 24 + 8 + 2 + 255 + 4 + 8;

    private static final int CNAME = 1;
    // From 1900 (NTP) to 1970 (Unix).
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

    private Rtcp() {}

    /** A 64-bit NTP timestamp: seconds since 1900 and their fraction. */
    public static long ntpTimestamp(Instant time) {
        return ntpTimestamp(time.getEpochSecond(), time.getNano());
    }

    /** The same without an {@code Instant}. */
    public static long ntpTimestamp(long epochSeconds, int nanos) {
        return ((epochSeconds + NTP_EPOCH_SECONDS) << 32) | (((long) nanos << 32) / 1_000_000_000L);
    }

    /**
     * Puts a report with CNAME at the position of a big-endian buffer with {@link #MAX_BYTES} of room.
     *
     * @param sending whether anything was sent since the last but one report: a sender report, else a receiver report
     * @param heard what was last heard of the other side's reports
     * @param cname at most 255 ASCII bytes
     * @param ntpTimestamp now
     * @return the bytes written
     */
    public static int writeReport(
            ByteBuffer out,
            boolean sending,
            SendStream send,
            ReceiveStream receive,
            RtcpReader heard,
            byte[] cname,
            long ntpTimestamp,
            long nowNanos) {
        int start = out.position();
        writeReportAndCname(out, sending, send, receive, heard, cname, ntpTimestamp, nowNanos);
        return out.position() - start;
    }

    /** The same with a BYE at its end: the last packet of a stream. */
    public static int writeBye(
            ByteBuffer out,
            boolean sending,
            SendStream send,
            ReceiveStream receive,
            RtcpReader heard,
            byte[] cname,
            long ntpTimestamp,
            long nowNanos) {
        int start = out.position();
        writeReportAndCname(out, sending, send, receive, heard, cname, ntpTimestamp, nowNanos);
        writeHeader(out, 1, BYE, 1);
        out.putInt(send.ssrc());
        return out.position() - start;
    }

    private static void writeReportAndCname(
            ByteBuffer out,
            boolean sending,
            SendStream send,
            ReceiveStream receive,
            RtcpReader heard,
            byte[] cname,
            long ntpTimestamp,
            long nowNanos) {
        int blocks = receive.heardSinceReport() ? 1 : 0;
        writeHeader(out, blocks, sending ? SENDER_REPORT : RECEIVER_REPORT, (sending ? 6 : 1) + 6 * blocks);
        out.putInt(send.ssrc());
        if (sending) {
            out.putLong(ntpTimestamp);
            out.putInt(send.timestamp());
            out.putInt((int) send.packetsSent());
            out.putInt((int) send.octetsSent());
        }
        if (blocks == 1) {
            writeBlock(out, receive, heard, nowNanos);
        }
        writeCname(out, send.ssrc(), cname);
    }

    /** RFC 3550 section 6.4.1, one report block. */
    private static void writeBlock(ByteBuffer out, ReceiveStream receive, RtcpReader heard, long nowNanos) {
        out.putInt(receive.ssrc());
        out.putInt((receive.takeFractionLost() << 24) | (receive.cumulativeLostForReport() & 0xff_ffff));
        out.putInt(receive.highestSequenceForReport());
        out.putInt((int) receive.jitterUnits());
        out.putInt(heard.lastSenderReport(receive.ssrc()));
        out.putInt(heard.delaySinceLastSenderReport(receive.ssrc(), nowNanos));
    }

    /** RFC 3550 section 6.5: one chunk, ended by one to four zero bytes up to the next word. */
    private static void writeCname(ByteBuffer out, int ssrc, byte[] cname) {
        int length = Math.min(cname.length, 255);
        int text = 2 + length;
        int words = (text + 4) / 4;
        writeHeader(out, 1, SOURCE_DESCRIPTION, 1 + words);
        out.putInt(ssrc);
        out.put((byte) CNAME).put((byte) length).put(cname, 0, length);
        for (int i = text; i < 4 * words; i++) {
            out.put((byte) 0);
        }
    }

    static void writeHeader(ByteBuffer out, int count, int type, int words) {
        out.put((byte) (0x80 | count)).put((byte) type).putShort((short) words);
    }
}
