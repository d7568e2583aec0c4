package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.RtcpFeedback;
import dev.partyline.media.rtp.RtcpReports;
import dev.partyline.webrtc.sfu.EdgeCounters.Counter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What one browser is told by RTCP: once a second a report of all that is sent to it and of all that came, with what it
 * may send; in between, requests for what was lost.
 */
final class MemberReports {
    private static final long INTERVAL_NANOS = 1_000_000_000L;
    private static final long BITS_PER_SECOND = 800_000;
    private static final int MOST_STREAMS = 31;

    private final Member member;
    private final ForwardingLoop loop;
    private final PacketTransport transport;
    private final byte[] cname;
    private final int ssrc;
    private final int[] ssrcs = new int[MOST_STREAMS];
    private long dueNanos;

    MemberReports(Member member, ForwardingLoop loop, PacketTransport transport, String cname, long nowNanos) {
        this.member = member;
        this.loop = loop;
        this.transport = transport;
        this.cname = cname.getBytes(StandardCharsets.US_ASCII);
        ssrc = loop.random().nextInt();
        // Not all of a room in the same tick.
        dueNanos = nowNanos + loop.random().nextLong(INTERVAL_NANOS);
    }

    /** @param roundTripNanos to the browser and back */
    void tick(long nowNanos, long roundTripNanos) {
        if (nowNanos - dueNanos >= 0) {
            dueNanos = Math.max(dueNanos + INTERVAL_NANOS, nowNanos);
            report(nowNanos);
        }
        VideoSource camera = member.camera();
        if (camera.reception().heard() && camera.watched()) {
            askAgain(camera, nowNanos, roundTripNanos);
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

    private void askAgain(VideoSource camera, long nowNanos, long roundTripNanos) {
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
}
