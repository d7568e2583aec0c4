package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.HeaderExtensions;
import dev.partyline.media.rtp.RtcpReports;
import java.nio.ByteBuffer;

/** The stream of the mix: made here, so sequence and timestamp are its own, and its CSRCs say who is in it. */
final class MixedStream {
    private static final int SAMPLES_A_TICK = 960;
    private static final long TICK_NANOS = 20_000_000L;
    // A tick may be so much early by the clock it is told.
    private static final long SLACK_NANOS = 1_000_000L;
    private static final int MOST_CSRCS = 15;
    private static final int QUIET_DBOV = -60;

    private final ForwardingLoop loop;
    private final PacketTransport transport;
    private final int ssrc;
    private final int firstTimestamp;
    private final long startNanos;
    private int payloadType = -1;
    private int audioLevelId;
    private int sequence;
    private long ticks;
    private long packets;
    private long octets;
    private long packetsAtReport;

    MixedStream(ForwardingLoop loop, PacketTransport transport, Slot slot, long nowNanos) {
        this.loop = loop;
        this.transport = transport;
        ssrc = slot.ssrc();
        startNanos = nowNanos;
        sequence = loop.random().nextInt() & 0xffff;
        firstTimestamp = loop.random().nextInt();
        agree(slot);
    }

    /** What is agreed from now on; the SSRC stays. */
    void agree(Slot slot) {
        payloadType = slot.formats().isEmpty() ? -1 : slot.formats().getFirst().payloadType();
        audioLevelId = slot.audioLevelId();
    }

    int ssrc() {
        return ssrc;
    }

    void send(byte[] opus, int length, int[] csrcs, int csrcCount, int levelDbov) {
        if (payloadType < 0 || length > ForwardingLoop.LONGEST_PAYLOAD) {
            return;
        }
        int contributors = Math.min(csrcCount, MOST_CSRCS);
        ByteBuffer out = loop.out();
        out.put((byte) (0x80 | (audioLevelId > 0 ? 0x10 : 0) | contributors)).put((byte) payloadType);
        out.putShort((short) sequence).putInt(timestamp()).putInt(ssrc);
        for (int i = 0; i < contributors; i++) {
            out.putInt(csrcs[i]);
        }
        if (audioLevelId > 0) {
            HeaderExtensions.writeAudioLevel(out, audioLevelId, levelDbov, levelDbov > QUIET_DBOV);
        }
        out.put(opus, 0, length);
        sequence = (sequence + 1) & 0xffff;
        if (transport.sendRtp(out.flip())) {
            packets++;
            octets += length;
        }
    }

    /** A tick is over: time goes on by it, and by those that the loop was too late for. */
    void tick(long nowNanos) {
        ticks = Math.max(ticks + 1, (nowNanos - startNanos + SLACK_NANOS) / TICK_NANOS);
    }

    private int timestamp() {
        return firstTimestamp + (int) (ticks * SAMPLES_A_TICK);
    }

    /** As {@link SlotStream#report}; the clock is our own. */
    boolean report(ByteBuffer out, long ntpTimestamp) {
        if (packets == packetsAtReport) {
            return false;
        }
        packetsAtReport = packets;
        RtcpReports.writeSenderReport(out, ssrc, ntpTimestamp, timestamp(), packets, octets);
        return true;
    }

    boolean everSent() {
        return packets > 0;
    }
}
