package dev.partyline.integration.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One phone's media: its socket, its RTP header fields, what it heard. Sent by one thread, received by another. */
final class SwarmPhone implements AutoCloseable {
    private static final int RTP_HEADER = 12;

    final int index;
    final boolean talks;
    final int firstPacketInPeriod;
    final DatagramChannel rtp;
    /** Bound so that the bridge's reports find somebody, as with a real phone. Never read. */
    private final DatagramChannel rtcp;

    final OnsetDetector onsets = new OnsetDetector();
    private final ByteBuffer out = ByteBuffer.allocateDirect(RTP_HEADER + BurstTone.SAMPLES_A_PACKET);
    private int sequence;
    private int timestamp;
    private final int ssrc;
    private int packetInPeriod;
    volatile long lastOnsetSentNanos = Long.MIN_VALUE;
    long packetsHeard;

    SwarmPhone(int index, boolean talks, int firstPacketInPeriod, InetAddress local, RandomGenerator random)
            throws IOException {
        this.index = index;
        this.talks = talks;
        this.firstPacketInPeriod = firstPacketInPeriod;
        this.packetInPeriod = firstPacketInPeriod;
        this.sequence = random.nextInt(1 << 16);
        this.timestamp = random.nextInt();
        this.ssrc = random.nextInt();
        DatagramChannel[] pair = bindPair(local, random);
        this.rtp = pair[0];
        this.rtcp = pair[1];
    }

    int port() throws IOException {
        return ((InetSocketAddress) rtp.getLocalAddress()).getPort();
    }

    void connect(InetSocketAddress bridge) throws IOException {
        rtp.connect(bridge);
    }

    /** Sends the next packet of 20 ms. */
    void send(long nowNanos) throws IOException {
        out.clear();
        out.putShort((short) 0x8000)
                .putShort((short) sequence++)
                .putInt(timestamp)
                .putInt(ssrc);
        timestamp += BurstTone.SAMPLES_A_PACKET;
        out.put(talks ? BurstTone.payload(packetInPeriod) : BurstTone.silence()).flip();
        if (talks && BurstTone.isOnset(packetInPeriod)) {
            lastOnsetSentNanos = nowNanos;
        }
        packetInPeriod = (packetInPeriod + 1) % BurstTone.PACKETS_A_PERIOD;
        try {
            rtp.write(out);
        } catch (PortUnreachableException e) {
            // The bridge has closed this leg; the count of packets heard tells.
        }
    }

    /** One received packet's onset as nanoseconds from its talker's onset, corrected to whole packets; or -1. */
    long delayNanos(byte[] packet, int length, long receivedNanos, @Nullable SwarmPhone talker) {
        packetsHeard++;
        int at = onsets.onset(packet, RTP_HEADER, length);
        if (at < 0 || talker == null || talker == this) {
            return -1;
        }
        return receivedNanos - talker.lastOnsetSentNanos + at * 125_000L;
    }

    @Override
    public void close() throws IOException {
        rtp.close();
        rtcp.close();
    }

    private static DatagramChannel[] bindPair(InetAddress local, RandomGenerator random) throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = random.nextInt(15_000, 19_000) * 2;
            DatagramChannel even = DatagramChannel.open();
            DatagramChannel odd = DatagramChannel.open();
            try {
                even.bind(new InetSocketAddress(local, port)).configureBlocking(false);
                odd.bind(new InetSocketAddress(local, port + 1));
                return new DatagramChannel[] {even, odd};
            } catch (IOException taken) {
                even.close();
                odd.close();
            }
        }
        throw new IOException("no free pair of ports on " + local.getHostAddress());
    }
}
