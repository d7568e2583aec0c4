package dev.partyline.integration.bench.kernel;

import dev.partyline.media.codec.OpusDecoder;
import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusFrames;
import dev.partyline.media.codec.OpusLibrary;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Of one who talks; silent listeners share one encode. */
@State(Scope.Benchmark)
public class OpusKernel {
    private static final int FRAMES = 50;

    private final OpusEncoder encoder;
    private final OpusDecoder decoder;
    private final short[][] frames = new short[FRAMES][OpusEncoder.FRAME_SAMPLES];
    private final byte[][] packets = new byte[FRAMES][];
    private final byte[] encoded = new byte[OpusFrames.MAX_PACKET_BYTES];
    private final short[] decoded = new short[OpusFrames.MAX_SAMPLES];
    private int frame;

    public OpusKernel() {
        OpusLibrary opus = OpusLibrary.load();
        encoder = opus.encoder(32_000, 5);
        decoder = opus.decoder();
        short[] second = TestSignal.samples(FRAMES * OpusEncoder.FRAME_SAMPLES, 48_000);
        for (int i = 0; i < FRAMES; i++) {
            System.arraycopy(second, i * OpusEncoder.FRAME_SAMPLES, frames[i], 0, OpusEncoder.FRAME_SAMPLES);
            packets[i] = Arrays.copyOf(encoded, encoder.encode(frames[i], encoded));
        }
    }

    @Benchmark
    @Kernel("Opus encode, 20 ms at 48 kHz")
    public int encode() {
        frame = (frame + 1) % FRAMES;
        return encoder.encode(frames[frame], encoded);
    }

    @Benchmark
    @Kernel("Opus decode, 20 ms at 48 kHz")
    public int decode() {
        frame = (frame + 1) % FRAMES;
        return decoder.decode(packets[frame], packets[frame].length, decoded);
    }

    @TearDown
    public void close() {
        encoder.close();
        decoder.close();
    }
}
