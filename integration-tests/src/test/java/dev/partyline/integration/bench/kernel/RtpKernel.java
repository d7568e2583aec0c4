package dev.partyline.integration.bench.kernel;

import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.RtpPacket;
import dev.partyline.media.rtp.SendStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

@State(Scope.Benchmark)
public class RtpKernel {
    private static final int SAMPLES = 160;
    private static final long TICK_NANOS = 20_000_000L;

    private final ByteBuffer in = ByteBuffer.allocateDirect(12 + SAMPLES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(2_048);
    private final byte[] payload = new byte[SAMPLES];
    private final RtpPacket packet = new RtpPacket();
    private final ReceiveStream received = new ReceiveStream(8_000);
    private final SendStream sent = new SendStream(new Random(1));
    private int number;

    public RtpKernel() {
        sent.writeHeader(in, 0, false);
        in.put(payload).flip();
    }

    @Benchmark
    @Kernel("RTP parse")
    public int parse() {
        return packet.parse(in) ? packet.payloadLength() : 0;
    }

    @Benchmark
    @Kernel("RTP sequence, loss and jitter")
    public boolean accept() {
        number++;
        in.putShort(2, (short) number).putInt(4, number * SAMPLES);
        packet.parse(in);
        return received.accept(packet, number * TICK_NANOS) == null;
    }

    @Benchmark
    @Kernel("RTP write, 20 ms of G.711")
    public ByteBuffer write() {
        out.clear();
        sent.writeHeader(out, 0, false);
        out.put(payload).flip();
        sent.countPayload(SAMPLES);
        sent.advance(SAMPLES);
        return out;
    }
}
