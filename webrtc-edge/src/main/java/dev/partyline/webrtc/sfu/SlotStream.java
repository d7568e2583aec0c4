package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.HeaderExtensions;
import dev.partyline.media.rtp.RtcpReports;
import dev.partyline.media.rtp.RtpPacket;
import dev.partyline.media.rtp.Rtx;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one slot: whoever's packets they are, to its subscriber it is one sender. A packet is copied once, into
 * the loop's buffer, with SSRC, sequence number, timestamp, payload type, picture id and level as this subscriber has
 * agreed them, and goes out protected in place.
 */
// An ordinal is an index of this run, never stored or sent.
@SuppressWarnings("EnumOrdinal")
final class SlotStream {
    private static final int PLAIN = 0x80;
    private static final int EXTENDED = 0x90;

    private final ForwardingLoop loop;
    private final PacketTransport transport;
    private final SentHistory sent;
    private final StreamContinuity continuity;
    private final Vp8Continuity pictures = new Vp8Continuity();
    private final @Nullable Format[] formats = new @Nullable Format[Codec.count()];
    private final int ssrc;
    private final int rtxSsrc;
    private int audioLevelId;
    private int rtxSequence;

    private @Nullable Member owner;
    private boolean joined;
    private long packets;
    private long octets;
    private long packetsAtReport;

    /** @param sent of the same subscriber, shared by all its slots */
    SlotStream(ForwardingLoop loop, PacketTransport transport, SentHistory sent, Slot slot, int clockRate) {
        this.loop = loop;
        this.transport = transport;
        this.sent = sent;
        ssrc = slot.ssrc();
        rtxSsrc = slot.rtxSsrc();
        continuity = new StreamContinuity(clockRate, loop.random());
        rtxSequence = loop.random().nextInt() & 0xffff;
        agree(slot);
    }

    /** What is agreed from now on; SSRCs stay. */
    void agree(Slot slot) {
        for (int i = 0; i < formats.length; i++) {
            formats[i] = null;
        }
        for (Format format : slot.formats()) {
            formats[format.codec().ordinal()] = format;
        }
        audioLevelId = slot.audioLevelId();
        joined = false;
    }

    int ssrc() {
        return ssrc;
    }

    @Nullable
    Member owner() {
        return owner;
    }

    /** From now on this one's, or nobody's. */
    void owner(@Nullable Member next) {
        owner = next;
        joined = false;
    }

    /** Whether its subscriber can decode this. */
    boolean takes(Codec codec) {
        return formats[codec.ordinal()] != null;
    }

    /** What follows continues what was, after a pause. */
    void pause() {
        joined = false;
    }

    /** @param voice whether it says that somebody speaks */
    void forwardAudio(RtpPacket packet, long sequence, int levelDbov, boolean voice, long nowNanos) {
        Format format = formats[Codec.OPUS.ordinal()];
        if (format == null || !follows(packet, sequence, true, nowNanos)) {
            return;
        }
        continuity.passed(sequence, packet.timestamp(), nowNanos);
        boolean leveled = audioLevelId > 0 && levelDbov != HeaderExtensions.LEVEL_UNKNOWN;
        ByteBuffer out = loop.out();
        writeHeader(out, leveled ? EXTENDED : PLAIN, packet, format.payloadType(), continuity.sequence(sequence), ssrc);
        if (leveled) {
            HeaderExtensions.writeAudioLevel(out, audioLevelId, levelDbov, voice);
        }
        copyPayload(out, packet);
        send(out, packet.payloadLength());
    }

    /**
     * @param vp8 of this packet, where that is its codec
     * @param keyFrameStart whether a decoder can begin here
     */
    void forwardVideo(
            RtpPacket packet, long sequence, Codec codec, Vp8Header vp8, boolean keyFrameStart, long nowNanos) {
        Format format = formats[codec.ordinal()];
        boolean continues = joined;
        if (format == null || !follows(packet, sequence, keyFrameStart, nowNanos)) {
            return;
        }
        if (codec == Codec.VP8) {
            if (!continues) {
                pictures.join(vp8);
            }
            pictures.passed(vp8);
        }
        continuity.passed(sequence, packet.timestamp(), nowNanos);
        ByteBuffer out = loop.out();
        int outgoing = continuity.sequence(sequence);
        writeHeader(out, PLAIN, packet, format.payloadType(), outgoing, ssrc);
        copyVideo(out, packet, codec, vp8);
        if (send(out, packet.payloadLength()) && format.rtxPayloadType() == Format.NO_RTX) {
            sent.keep(out.position(0), ssrc, outgoing, nowNanos);
        }
    }

    private boolean follows(RtpPacket packet, long sequence, boolean canBegin, long nowNanos) {
        if (joined) {
            return continuity.covers(sequence);
        }
        if (!canBegin) {
            return false;
        }
        continuity.join(sequence, packet.timestamp(), nowNanos);
        joined = true;
        return true;
    }

    /** The source's number of a packet that the subscriber misses, or -1 where it was another source's. */
    long sourceSequence(int sequence) {
        return joined ? continuity.sourceSequence(sequence) : -1;
    }

    /** Sends a packet once more that its subscriber misses; false where it cannot be had any more. */
    boolean resend(int sequence, long nowNanos) {
        ByteBuffer asItWas = sent.find(ssrc, sequence, nowNanos);
        if (asItWas != null) {
            return transport.sendAgain(asItWas);
        }
        long source = sourceSequence(sequence);
        return owner != null && source >= 0 && owner.camera().resend(this, source, sequence, nowNanos);
    }

    /** Sends a packet of its source once more, as a retransmission (RFC 4588), where that was agreed. */
    boolean retransmit(RtpPacket packet, int sequence, Codec codec, Vp8Header vp8) {
        Format format = formats[codec.ordinal()];
        if (format == null || format.rtxPayloadType() == Format.NO_RTX) {
            return false;
        }
        ByteBuffer out = loop.out();
        writeHeader(out, PLAIN, packet, format.rtxPayloadType(), rtxSequence, rtxSsrc);
        rtxSequence = (rtxSequence + 1) & 0xffff;
        Rtx.writeOriginalSequence(out, sequence);
        copyVideo(out, packet, codec, vp8);
        return transport.sendRtp(out.flip());
    }

    private void writeHeader(ByteBuffer out, int first, RtpPacket packet, int payloadType, int sequence, int source) {
        out.put((byte) first).put((byte) ((packet.marker() ? 0x80 : 0) | payloadType));
        out.putShort((short) sequence)
                .putInt(continuity.timestamp(packet.timestamp()))
                .putInt(source);
    }

    private static void copyPayload(ByteBuffer out, RtpPacket packet) {
        int length = packet.payloadLength();
        out.put(out.position(), packet.buffer(), packet.payloadOffset(), length);
        out.position(out.position() + length);
    }

    private void copyVideo(ByteBuffer out, RtpPacket packet, Codec codec, Vp8Header vp8) {
        int payload = out.position();
        copyPayload(out, packet);
        if (codec == Codec.VP8) {
            pictures.rewrite(vp8, out, payload);
        }
    }

    private boolean send(ByteBuffer out, int payloadLength) {
        if (!transport.sendRtp(out.flip())) {
            return false;
        }
        packets++;
        octets += payloadLength;
        return true;
    }

    /**
     * Puts a sender report, where packets went out since the last one and the source has said how its timestamps and
     * its clock go together: so voice and video of one person stay in step.
     *
     * @param ntpTimestamp now, by our clock
     * @return whether there is one
     */
    boolean report(ByteBuffer out, long ntpTimestamp) {
        Member from = owner;
        if (from == null || !joined || packets == packetsAtReport) {
            return false;
        }
        Reception reception = from.receptionOf(this);
        if (reception == null || !reception.reports().known(reception.stream().ssrc())) {
            return false;
        }
        packetsAtReport = packets;
        int sourceTimestamp =
                reception.reports().rtpTimestampAt(from.ntpTimestampThere(ntpTimestamp), reception.clockRate());
        RtcpReports.writeSenderReport(out, ssrc, ntpTimestamp, continuity.timestamp(sourceTimestamp), packets, octets);
        return true;
    }

    boolean everSent() {
        return packets > 0;
    }
}
