package dev.partyline.integration.bench.mix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One phone's media: its socket, its RTP header fields, what it heard. Sent by one thread, received by another. */
public final class SwarmPhone implements AutoCloseable {
    private static final int RTP_HEADER = 12;
    private static final int MOST_ONSETS = 1_024;

    final DatagramChannel rtp;
    /** Bound so that the server's reports find somebody, as with a real phone. Never read. */
    private final DatagramChannel rtcp;

    private final @Nullable TalkerSound sound;
    private final ByteBuffer out = ByteBuffer.allocateDirect(RTP_HEADER + TalkerSound.SAMPLES_A_PACKET);
    private int sequence;
    private int timestamp;
    private final int ssrc;
    private int packetInPeriod;

    /** When its bursts left. */
    final Samples onsetsSentNanos = new Samples(MOST_ONSETS);
    /** The receiving thread's. */
    @Nullable
    PhoneRecord heard;

    long packetsHeard;

    /** @param sound null for one who only listens */
    public SwarmPhone(@Nullable TalkerSound sound, int firstPacketInPeriod, InetAddress local, RandomGenerator random)
            throws IOException {
        this.sound = sound;
        this.packetInPeriod = firstPacketInPeriod;
        this.sequence = random.nextInt(1 << 16);
        this.timestamp = random.nextInt();
        this.ssrc = random.nextInt();
        MediaPorts ports = MediaPorts.bind(local, random);
        this.rtp = ports.rtp();
        this.rtcp = ports.rtcp();
    }

    public int port() throws IOException {
        return ((InetSocketAddress) rtp.getLocalAddress()).getPort();
    }

    public void connect(InetSocketAddress server) throws IOException {
        rtp.connect(server);
    }

    /** Sends the next packet of 20 ms. */
    public void send(long nowNanos) throws IOException {
        out.clear();
        out.putShort((short) 0x8000)
                .putShort((short) sequence++)
                .putInt(timestamp)
                .putInt(ssrc);
        timestamp += TalkerSound.SAMPLES_A_PACKET;
        out.put(sound == null ? TalkerSound.silence() : sound.payload(packetInPeriod))
                .flip();
        if (sound != null && TalkerSound.isOnset(packetInPeriod)) {
            onsetsSentNanos.add(nowNanos);
        }
        packetInPeriod = (packetInPeriod + 1) % TalkerSound.PACKETS_A_PERIOD;
        try {
            rtp.write(out);
        } catch (PortUnreachableException e) {
            // The server has closed this leg; the count of packets heard tells.
        }
    }

    /**
     * Takes what has come and keeps none of it.
     *
     * @return how many packets
     */
    public int drain(ByteBuffer in) throws IOException {
        int packets = 0;
        try {
            while (rtp.read(in.clear()) > 0) {
                packets++;
            }
        } catch (PortUnreachableException e) {
            // As in sending: the leg is closed.
        }
        return packets;
    }

    void received(byte[] datagram, int length, long nowNanos) {
        packetsHeard++;
        if (heard != null) {
            heard.add(datagram, length, nowNanos);
        }
    }

    @Override
    public void close() throws IOException {
        rtp.close();
        rtcp.close();
    }
}
