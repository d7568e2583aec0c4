package dev.partyline.webrtc.sfu;

import dev.partyline.media.Budget;
import dev.partyline.media.rtp.ReportBlocks;
import dev.partyline.media.rtp.RtcpFeedback;
import dev.partyline.media.rtp.RtcpPackets;
import dev.partyline.media.rtp.RtcpReports;
import dev.partyline.webrtc.sfu.EdgeCounters.Counter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one browser says by RTCP: how its streams go, what it misses and what it wants. It moves no state but its own;
 * what it misses it gets again within a budget.
 */
final class MemberFeedback {
    private static final long UNKNOWN_ROUND_TRIP_NANOS = 100_000_000L;
    // More than a receiver can miss and still hope to play; the rest of a storm is not even looked at.
    private static final int MOST_NACKS = 256;
    private static final int RESENDS_A_SECOND = 200;
    private static final int MOST_RESENDS = 100;

    private final Member member;
    private final ForwardingLoop loop;
    private final RtcpPackets packets = new RtcpPackets();
    private final ReportBlocks blocks = new ReportBlocks(packets);
    // So that NACKs are no amplifier.
    private final Budget resends = new Budget(RESENDS_A_SECOND, MOST_RESENDS);
    private long roundTripNanos = UNKNOWN_ROUND_TRIP_NANOS;
    private int nacksLeft;

    MemberFeedback(Member member, ForwardingLoop loop) {
        this.member = member;
        this.loop = loop;
    }

    /** As its reports tell; 100 ms before the first. */
    long roundTripNanos() {
        return roundTripNanos;
    }

    /** Reads what the browser says; false where it is no RTCP. */
    boolean receive(ByteBuffer datagram, long nowNanos) {
        if (!packets.parse(datagram)) {
            return false;
        }
        loop.counters().count(Counter.RTCP_RECEIVED);
        nacksLeft = MOST_NACKS;
        while (packets.next()) {
            switch (packets.type()) {
                case RtcpFeedback.TRANSPORT -> readTransportFeedback(nowNanos);
                case RtcpFeedback.PAYLOAD -> readPayloadFeedback();
                default -> readReport(nowNanos);
            }
        }
        return true;
    }

    private void readReport(long nowNanos) {
        Reception from = reception(packets.senderSsrc());
        if (from != null && RtcpReports.readSenderReport(packets, from.reports(), nowNanos)) {
            member.clockDifference().heard(from.reports().ntpTimestamp(), loop.ntpTimestamp());
        }
        blocks.begin();
        while (blocks.next()) {
            long measured = blocks.roundTripNanos(loop.ntpTimestamp());
            if (measured >= 0) {
                roundTripNanos = measured;
            }
        }
    }

    private @Nullable Reception reception(int source) {
        Reception audio = member.microphone().reception();
        if (audio.heard() && audio.stream().ssrc() == source) {
            return audio;
        }
        Reception video = member.camera().reception();
        return video.heard() && video.stream().ssrc() == source ? video : null;
    }

    private void readTransportFeedback(long nowNanos) {
        if (packets.count() != RtcpFeedback.NACK || packets.body() + RtcpFeedback.CONTROL_OFFSET > packets.end()) {
            return;
        }
        ByteBuffer buffer = packets.buffer();
        SlotStream slot = member.subscriber().video(buffer.getInt(packets.body()));
        if (slot == null) {
            return;
        }
        for (int at = packets.body() + RtcpFeedback.CONTROL_OFFSET; at + 4 <= packets.end() && nacksLeft > 0; at += 4) {
            int first = buffer.getShort(at) & 0xffff;
            int mask = buffer.getShort(at + 2) & 0xffff;
            resend(slot, first, nowNanos);
            for (int bits = mask; bits != 0 && nacksLeft > 0; bits &= bits - 1) {
                resend(slot, (first + 1 + Integer.numberOfTrailingZeros(bits)) & 0xffff, nowNanos);
            }
        }
    }

    private void resend(SlotStream slot, int sequence, long nowNanos) {
        nacksLeft--;
        loop.counters().count(Counter.NACKS_RECEIVED);
        boolean resent = resends.take(nowNanos) && slot.resend(sequence, nowNanos);
        loop.counters().count(resent ? Counter.RESENT : Counter.RESEND_REFUSED);
    }

    private void readPayloadFeedback() {
        ByteBuffer buffer = packets.buffer();
        int control = packets.body() + RtcpFeedback.CONTROL_OFFSET;
        if (control > packets.end()) {
            return;
        }
        if (packets.count() == RtcpFeedback.PLI) {
            wantKeyFrame(buffer.getInt(packets.body()));
        } else if (packets.count() == RtcpFeedback.FIR) {
            for (int at = control; at + 8 <= packets.end(); at += 8) {
                wantKeyFrame(buffer.getInt(at));
            }
        }
    }

    private void wantKeyFrame(int slotSsrc) {
        SlotStream slot = member.subscriber().video(slotSsrc);
        Member owner = slot == null ? null : slot.owner();
        if (owner != null) {
            loop.counters().count(Counter.PLI_RECEIVED);
            owner.wantKeyFrame();
        }
    }
}
