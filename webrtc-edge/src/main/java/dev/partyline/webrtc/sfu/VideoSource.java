package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.RtpPacket;
import dev.partyline.media.rtp.Rtx;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A browser's camera: what is lost is asked for, and what is whole goes into the slots that are its. */
final class VideoSource {
    private static final long LIVE_NANOS = 2_000_000_000L;
    private static final int CLOCK_RATE = 90_000;

    private final ForwardingLoop loop;
    private final Reception reception = new Reception(CLOCK_RATE);
    private final NackGenerator losses = new NackGenerator();
    private final KeyFrameRequests keyFrames = new KeyFrameRequests();
    private @Nullable PacketHistory history;
    private @Nullable Track track;
    private Codec codec = Codec.VP8;
    private long lastNanos = Participant.NEVER;

    VideoSource(ForwardingLoop loop) {
        this.loop = loop;
    }

    void agree(Track agreed) {
        track = agreed;
    }

    /** The format that a payload type stands for, itself or its retransmissions; null where it was not agreed. */
    @Nullable
    Format format(int payloadType) {
        if (track == null) {
            return null;
        }
        for (int i = 0; i < track.formats().size(); i++) {
            Format format = track.formats().get(i);
            if (format.payloadType() == payloadType || format.rtxPayloadType() == payloadType) {
                return format;
            }
        }
        return null;
    }

    /** An authenticated packet of an agreed format. */
    @Nullable
    DropReason receive(RtpPacket packet, Format format, long nowNanos) {
        if (packet.payloadType() == format.rtxPayloadType()) {
            return receiveAgain(packet, format, nowNanos);
        }
        DropReason refused = reception.stream().accept(packet, nowNanos);
        if (refused != null) {
            return refused;
        }
        if (reception.stream().ssrcChanged()) {
            losses.restart();
            reception.restart();
            keyFrames.want();
        }
        return forward(packet, format.codec(), nowNanos);
    }

    private @Nullable DropReason receiveAgain(RtpPacket packet, Format format, long nowNanos) {
        loop.counters().count(EdgeCounters.Counter.RTX_RECEIVED);
        ByteBuffer datagram = packet.buffer();
        // Probes of bandwidth carry nothing.
        if (!reception.heard()
                || !Rtx.restore(
                        packet,
                        datagram,
                        format.payloadType(),
                        reception.stream().ssrc())) {
            return null;
        }
        if (!packet.parse(datagram)) {
            return DropReason.MALFORMED;
        }
        DropReason refused = reception.stream().acceptRepaired(packet);
        return refused == null ? forward(packet, format.codec(), nowNanos) : refused;
    }

    private @Nullable DropReason forward(RtpPacket packet, Codec sent, long nowNanos) {
        long sequence = reception.stream().extendedSequence();
        lastNanos = nowNanos;
        codec = sent;
        if (watched()) {
            losses.received(sequence, nowNanos);
        } else {
            losses.restart();
        }
        Vp8Header vp8 = loop.vp8();
        if (codec == Codec.VP8 && !vp8.parse(packet) && packet.payloadLength() > 0) {
            return DropReason.MALFORMED;
        }
        boolean keyFrameStart = codec == Codec.VP8 ? vp8.keyFrameStart() : H264KeyFrame.beginsWith(packet);
        if (keyFrameStart) {
            keyFrames.seen();
            losses.forgetBefore(sequence);
        }
        if (reception.slots().isEmpty()) {
            return null;
        }
        if (history == null) {
            history = new PacketHistory();
        }
        history.keep(packet.buffer(), sequence, nowNanos);
        for (int i = 0; i < reception.slots().size(); i++) {
            reception.slots().get(i).forwardVideo(packet, sequence, codec, vp8, keyFrameStart, nowNanos);
        }
        return null;
    }

    /** Whether anybody who has it in a slot can decode it: for nobody else is anything asked for. */
    boolean watched() {
        for (int i = 0; i < reception.slots().size(); i++) {
            if (reception.slots().get(i).takes(codec)) {
                return true;
            }
        }
        return false;
    }

    /** Gives a slot's subscriber a packet again, under the number it had there; false where it is gone. */
    boolean resend(SlotStream slot, long sequence, int outgoingSequence, long nowNanos) {
        ByteBuffer kept = history == null ? null : history.find(sequence, nowNanos);
        RtpPacket packet = loop.kept();
        if (kept == null || !packet.parse(kept)) {
            return false;
        }
        Format format = format(packet.payloadType());
        if (format == null || (format.codec() == Codec.VP8 && !loop.vp8().parse(packet))) {
            return false;
        }
        return slot.retransmit(packet, outgoingSequence, format.codec(), loop.vp8());
    }

    /** Whether video came within the last two seconds. */
    boolean live(long nowNanos) {
        return lastNanos != Participant.NEVER && nowNanos - lastNanos < LIVE_NANOS;
    }

    Reception reception() {
        return reception;
    }

    NackGenerator losses() {
        return losses;
    }

    KeyFrameRequests keyFrames() {
        return keyFrames;
    }
}
