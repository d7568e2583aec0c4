package dev.partyline.integration.bench.kernel;

import dev.partyline.media.mix.LevelMeter;
import dev.partyline.media.mix.Limiter;
import dev.partyline.media.mix.MixBus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

@State(Scope.Benchmark)
public class MixKernel {
    private static final int TALKERS = 3;

    private final short[] frame = TestSignal.samples(160, 8_000);
    private final short[] mixed = new short[160];
    private final MixBus growing = new MixBus(160);
    private final MixBus talkers = new MixBus(160);
    private final Limiter limiter = new Limiter(8_000);
    private final LevelMeter level = new LevelMeter();

    public MixKernel() {
        for (int i = 0; i < TALKERS; i++) {
            talkers.add(frame);
        }
    }

    @Benchmark
    @Kernel("mixer: one frame onto the bus")
    public MixBus add() {
        growing.add(frame);
        return growing;
    }

    @Benchmark
    @Kernel("mixer: the bus without oneself, limited")
    public short[] mixMinus() {
        talkers.mixMinus(frame, limiter, mixed);
        return mixed;
    }

    @Benchmark
    @Kernel("level and speech, 20 ms")
    public int level() {
        return level.measure(frame);
    }
}
