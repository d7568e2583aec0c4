package dev.partyline.webrtc.sfu;

import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What was sent to one browser, in the clear. */
final class SentPackets implements PacketTransport {
    final List<ByteBuffer> rtp = new ArrayList<>();
    final List<ByteBuffer> again = new ArrayList<>();
    final List<ByteBuffer> rtcp = new ArrayList<>();
    /** Of each in {@link #rtcp}, where a test stamps them. */
    final List<Long> rtcpNanos = new ArrayList<>();

    @Override
    public boolean sendRtp(ByteBuffer packet) {
        rtp.add(copy(packet));
        return true;
    }

    @Override
    public boolean sendAgain(ByteBuffer protectedRtp) {
        again.add(copy(protectedRtp));
        return true;
    }

    @Override
    public boolean sendRtcp(ByteBuffer compound) {
        rtcp.add(copy(compound));
        return true;
    }

    void stamp(long nowNanos) {
        while (rtcpNanos.size() < rtcp.size()) {
            rtcpNanos.add(nowNanos);
        }
    }

    private static ByteBuffer copy(ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(packet.position(), bytes);
        return ByteBuffer.wrap(bytes);
    }

    RtpPacket packet(int index) {
        RtpPacket packet = new RtpPacket();
        if (!packet.parse(rtp.get(index))) {
            throw new AssertionError("packet " + index + " is no RTP");
        }
        return packet;
    }

    RtpPacket last() {
        return packet(rtp.size() - 1);
    }
}
