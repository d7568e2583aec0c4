package dev.partyline.webrtc.sfu;

import dev.partyline.media.Budget;
import dev.partyline.media.rtp.ReportBlocks;
import dev.partyline.media.rtp.RtcpFeedback;
import dev.partyline.media.rtp.RtcpPackets;
import dev.partyline.media.rtp.RtcpReports;
import dev.partyline.webrtc.sfu.EdgeCounters.Counter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * RTCP of one browser, both ways: once a second a report of all that is sent to it and of all that came, with what it
 * may send; in between, requests for what was lost. What comes from it moves no state but its own.
 */
final class MemberReports {
    private static final long INTERVAL_NANOS = 1_000_000_000L;
    private static final long BITS_PER_SECOND = 800_000;
    private static final long UNKNOWN_ROUND_TRIP_NANOS = 100_000_000L;
    private static final int MOST_STREAMS = 31;
    // More than a receiver can miss and still hope to play; the rest of a storm is not even looked at.
    private static final int MOST_NACKS = 256;
    private static final int RESENDS_A_SECOND = 200;
    private static final int MOST_RESENDS = 100;

    private final Member member;
    private final ForwardingLoop loop;
    private final PacketTransport transport;
    private final byte[] cname;
    private final int ssrc;
    private final int[] ssrcs = new int[MOST_STREAMS];
    private final RtcpPackets packets = new RtcpPackets();
    private final ReportBlocks blocks = new ReportBlocks(packets);
    // So that NACKs are no amplifier.
    private final Budget resends = new Budget(RESENDS_A_SECOND, MOST_RESENDS);
    private long roundTripNanos = UNKNOWN_ROUND_TRIP_NANOS;
    private long dueNanos;
    private int nacksLeft;

    MemberReports(Member member, ForwardingLoop loop, PacketTransport transport, String cname, long nowNanos) {
        this.member = member;
        this.loop = loop;
        this.transport = transport;
        this.cname = cname.getBytes(StandardCharsets.US_ASCII);
        ssrc = loop.random().nextInt();
        // Not all of a room in the same tick.
        dueNanos = nowNanos + loop.random().nextLong(INTERVAL_NANOS);
    }

    void tick(long nowNanos) {
        if (nowNanos - dueNanos >= 0) {
            dueNanos = Math.max(dueNanos + INTERVAL_NANOS, nowNanos);
            report(nowNanos);
        }
        VideoSource camera = member.camera();
        if (camera.reception().heard() && camera.watched()) {
            askAgain(camera, nowNanos);
            askForKeyFrame(camera, nowNanos);
        }
    }

    /** RFC 3550 section 6.1: reports, then names, then the rest. */
    private void report(long nowNanos) {
        ByteBuffer out = loop.out();
        long ntpTimestamp = loop.ntpTimestamp();
        int streams = 0;
        MixedStream mixed = member.subscriber().mixed();
        if (mixed != null && mixed.report(out, ntpTimestamp)) {
            ssrcs[streams++] = mixed.ssrc();
        }
        for (SlotStream voice : member.subscriber().voices()) {
            if (voice.report(out, ntpTimestamp)) {
                ssrcs[streams++] = voice.ssrc();
            }
        }
        for (SlotStream video : member.subscriber().videos()) {
            if (video.report(out, ntpTimestamp)) {
                ssrcs[streams++] = video.ssrc();
            }
        }
        int report = RtcpReports.writeReceiverReport(out, ssrc);
        addBlock(out, report, member.microphone().reception(), nowNanos);
        addBlock(out, report, member.camera().reception(), nowNanos);
        ssrcs[streams++] = ssrc;
        RtcpReports.writeCnames(out, ssrcs, streams, cname);
        if (member.camera().live(nowNanos)) {
            RtcpFeedback.writeRemb(
                    out, ssrc, member.camera().reception().stream().ssrc(), BITS_PER_SECOND);
        }
        send(out);
    }

    private static void addBlock(ByteBuffer out, int report, Reception reception, long nowNanos) {
        RtcpReports.addBlock(out, report, reception.stream(), reception.reports(), nowNanos);
    }

    private void askAgain(VideoSource camera, long nowNanos) {
        int count = camera.losses().due(nowNanos, roundTripNanos, loop.sequences());
        if (count > 0) {
            ByteBuffer out = beginFeedback();
            RtcpFeedback.writeNack(out, ssrc, camera.reception().stream().ssrc(), loop.sequences(), count);
            send(out);
            loop.counters().count(Counter.NACKS_SENT, count);
        }
        if (camera.losses().takeGaveUp()) {
            camera.keyFrames().want();
        }
    }

    private void askForKeyFrame(VideoSource camera, long nowNanos) {
        if (camera.live(nowNanos) && camera.keyFrames().due(nowNanos)) {
            ByteBuffer out = beginFeedback();
            RtcpFeedback.writePli(out, ssrc, camera.reception().stream().ssrc());
            send(out);
            loop.counters().count(Counter.PLI_SENT);
        }
    }

    /** RFC 4585 section 3.1: the shortest compound that feedback may stand in. */
    private ByteBuffer beginFeedback() {
        ByteBuffer out = loop.out();
        RtcpReports.writeReceiverReport(out, ssrc);
        ssrcs[0] = ssrc;
        RtcpReports.writeCnames(out, ssrcs, 1, cname);
        return out;
    }

    /** BYE for all that was ever sent. */
    void goodbye() {
        int streams = 0;
        ssrcs[streams++] = ssrc;
        MixedStream mixed = member.subscriber().mixed();
        if (mixed != null && mixed.everSent()) {
            ssrcs[streams++] = mixed.ssrc();
        }
        for (SlotStream voice : member.subscriber().voices()) {
            if (voice.everSent()) {
                ssrcs[streams++] = voice.ssrc();
            }
        }
        for (SlotStream video : member.subscriber().videos()) {
            if (video.everSent()) {
                ssrcs[streams++] = video.ssrc();
            }
        }
        ByteBuffer out = loop.out();
        RtcpReports.writeReceiverReport(out, ssrc);
        RtcpReports.writeCnames(out, ssrcs, 1, cname);
        RtcpReports.writeBye(out, ssrcs, streams);
        send(out);
    }

    private void send(ByteBuffer out) {
        if (transport.sendRtcp(out.flip())) {
            loop.counters().count(Counter.RTCP_SENT);
        }
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
