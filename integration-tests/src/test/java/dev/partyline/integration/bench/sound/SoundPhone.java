package dev.partyline.integration.bench.sound;

import dev.partyline.integration.bench.mix.MediaPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** One phone's media: PCMU, 20 ms a packet. Used by one thread. */
final class SoundPhone implements AutoCloseable {
    static final int PACKET_SAMPLES = 160;

    private static final int RTP_HEADER = 12;

    private final MediaPorts ports;
    private final int ssrc;
    private int sequence;
    private int timestamp;

    SoundPhone(InetAddress local, RandomGenerator random) throws IOException {
        ports = MediaPorts.bind(local, random);
        ssrc = random.nextInt();
        sequence = random.nextInt(1 << 16);
        timestamp = random.nextInt();
    }

    int port() throws IOException {
        return ((InetSocketAddress) ports.rtp().getLocalAddress()).getPort();
    }

    void connect(InetSocketAddress server) throws IOException {
        ports.rtp().connect(server);
    }

    /** The next packet, whether it will come through or not. */
    byte[] packet(byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(RTP_HEADER + payload.length);
        packet.putShort((short) 0x8000)
                .putShort((short) sequence++)
                .putInt(timestamp)
                .putInt(ssrc)
                .put(payload);
        timestamp += payload.length;
        return packet.array();
    }

    void send(ByteBuffer packet) throws IOException {
        try {
            ports.rtp().write(packet);
        } catch (PortUnreachableException e) {
            // The server has closed this leg; what is heard tells.
        }
    }

    /** False where nothing more has come. */
    boolean receive(ByteBuffer in) throws IOException {
        try {
            return ports.rtp().read(in.clear()) > 0;
        } catch (PortUnreachableException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        ports.close();
    }
}
