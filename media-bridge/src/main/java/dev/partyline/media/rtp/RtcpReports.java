package dev.partyline.media.rtp;

import java.nio.ByteBuffer;

/** The parts of a compound about several streams (RFC 3550 section 6.1): reports first, then names, then BYE. */
public final class RtcpReports {
    /** What {@link #writeSenderReport} puts. */
    public static final int SENDER_REPORT_BYTES = 28;

    private static final int CNAME = 1;
    private static final int MOST_CHUNKS = 31;
    private static final int BLOCK_WORDS = 6;

    private RtcpReports() {}

    /** A sender report without report blocks. */
    public static void writeSenderReport(
            ByteBuffer out, int ssrc, long ntpTimestamp, int rtpTimestamp, long packets, long octets) {
        Rtcp.writeHeader(out, 0, Rtcp.SENDER_REPORT, 6);
        out.putInt(ssrc).putLong(ntpTimestamp).putInt(rtpTimestamp);
        out.putInt((int) packets).putInt((int) octets);
    }

    /**
     * A receiver report that blocks may follow.
     *
     * @return what {@link #addBlock} wants to know
     */
    public static int writeReceiverReport(ByteBuffer out, int ownSsrc) {
        int start = out.position();
        Rtcp.writeHeader(out, 0, Rtcp.RECEIVER_REPORT, 1);
        out.putInt(ownSsrc);
        return start;
    }

    /** Adds a block about a stream, where it was heard since the last one; nothing else may be between. */
    public static void addBlock(ByteBuffer out, int report, ReceiveStream stream, SourceReports source, long nowNanos) {
        if (!stream.heardSinceReport()) {
            return;
        }
        int ssrc = stream.ssrc();
        out.putInt(ssrc);
        out.putInt((stream.takeFractionLost() << 24) | (stream.cumulativeLostForReport() & 0xff_ffff));
        out.putInt(stream.highestSequenceForReport());
        out.putInt((int) stream.jitterUnits());
        out.putInt(source.lastSenderReport(ssrc));
        out.putInt(source.delaySinceLastSenderReport(ssrc, nowNanos));
        out.put(report, (byte) (out.get(report) + 1));
        out.putShort(report + 2, (short) (out.getShort(report + 2) + BLOCK_WORDS));
    }

    /**
     * Names all streams as one end's (section 6.5).
     *
     * @param count 1 to 31
     * @param cname at most 255 ASCII bytes
     */
    public static void writeCnames(ByteBuffer out, int[] ssrcs, int count, byte[] cname) {
        int text = 2 + cname.length;
        int words = (text + 4) / 4;
        int chunks = Math.min(count, MOST_CHUNKS);
        Rtcp.writeHeader(out, chunks, Rtcp.SOURCE_DESCRIPTION, chunks * (1 + words));
        for (int i = 0; i < chunks; i++) {
            out.putInt(ssrcs[i]);
            out.put((byte) CNAME).put((byte) cname.length).put(cname);
            for (int padding = text; padding < 4 * words; padding++) {
                out.put((byte) 0);
            }
        }
    }

    /** These streams end (section 6.6); 1 to 31 of them. */
    public static void writeBye(ByteBuffer out, int[] ssrcs, int count) {
        int sources = Math.min(count, MOST_CHUNKS);
        Rtcp.writeHeader(out, sources, Rtcp.BYE, sources);
        for (int i = 0; i < sources; i++) {
            out.putInt(ssrcs[i]);
        }
    }

    /** Reads a sender report's clock pair; false where the present packet is none. */
    public static boolean readSenderReport(RtcpPackets packet, SourceReports into, long nowNanos) {
        int body = packet.body();
        if (packet.type() != Rtcp.SENDER_REPORT || body + 20 > packet.end()) {
            return false;
        }
        ByteBuffer buffer = packet.buffer();
        into.heard(packet.senderSsrc(), buffer.getLong(body), buffer.getInt(body + 8), nowNanos);
        return true;
    }
}
