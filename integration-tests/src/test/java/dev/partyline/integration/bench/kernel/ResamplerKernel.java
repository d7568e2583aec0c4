package dev.partyline.integration.bench.kernel;

import dev.partyline.media.mix.MixBus;
import dev.partyline.media.mix.Resampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Of a room, not of a caller: a bus is carried over once, however many are on it. */
@State(Scope.Benchmark)
public class ResamplerKernel {
    private final MixBus narrow = new MixBus(160);
    private final MixBus wide = new MixBus(960);
    private final MixBus out = new MixBus(960);
    private final Resampler up = Resampler.from8To48(160);
    private final Resampler down = Resampler.from48To8(160);
    private final MixBus narrowOut = new MixBus(160);

    public ResamplerKernel() {
        narrow.add(TestSignal.samples(160, 8_000));
        wide.add(TestSignal.samples(960, 48_000));
    }

    @Benchmark
    @Kernel("resampler, 8 to 48 kHz (a room)")
    public MixBus up() {
        out.clear();
        up.take(narrow);
        up.addTo(out);
        return out;
    }

    @Benchmark
    @Kernel("resampler, 48 to 8 kHz (a room)")
    public MixBus down() {
        narrowOut.clear();
        down.take(wide);
        down.addTo(narrowOut);
        return narrowOut;
    }
}
