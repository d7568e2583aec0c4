package dev.partyline.integration.bench.kernel;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

@State(Scope.Benchmark)
public class G711Kernel {
    private final short[] samples = TestSignal.samples(160, 8_000);
    private final byte[] encoded = new byte[160];
    private final short[] decoded = new short[160];

    public G711Kernel() {
        G711.encode(Codec.PCMU, samples, 0, 160, encoded, 0);
    }

    @Benchmark
    @Kernel("G.711 decode, 20 ms")
    public short[] decode() {
        G711.decode(Codec.PCMU, encoded, 0, 160, decoded);
        return decoded;
    }

    @Benchmark
    @Kernel("G.711 encode, 20 ms")
    public byte[] encode() {
        G711.encode(Codec.PCMU, samples, 0, 160, encoded, 0);
        return encoded;
    }
}
