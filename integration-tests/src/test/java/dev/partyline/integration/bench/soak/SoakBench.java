package dev.partyline.integration.bench.soak;

import dev.partyline.integration.bench.ProcessCpu;
import dev.partyline.integration.bench.soak.Footprint.Figure;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Folder;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The bridge under a load that changes every ten seconds, of calls and browsers that come, talk, leave or vanish. When
 * all are gone, memory, threads, ports and descriptors have to be what they were after a first, short round of the same;
 * where they are not, it ends with status 1.
 *
 * <p>Arguments: {@code --minutes N}, by default 10; {@code --seed N}, by default 1. Some three minutes come on top.
 */
public final class SoakBench {
    private static final int BASE_PORT = 27_000;
    private static final int MOST_PHONES = 60;
    private static final int MOST_BROWSERS = 8;
    private static final long TICK_NANOS = 20_000_000L;
    private static final long CHANGE_NANOS = 10_000_000_000L;
    private static final long TOLD_NANOS = 30_000_000_000L;
    private static final Duration FIRST_ROUND = Duration.ofSeconds(60);
    /** Media are missed after 30 s, and a BYE without an answer is given up after 32. */
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(150);

    private final BridgeProcess bridge;
    private final SplittableRandom random;
    private final Map<Figure, Double> most = new EnumMap<>(Figure.class);
    private int rounds;

    private SoakBench(BridgeProcess bridge, long seed) {
        this.bridge = bridge;
        random = new SplittableRandom(seed);
    }

    static void main(String[] args) throws IOException, InterruptedException {
        double minutes = 10;
        long seed = 1;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--minutes" -> minutes = Double.parseDouble(args[i + 1]);
                case "--seed" -> seed = Long.parseLong(args[i + 1]);
                default -> throw new IllegalArgumentException(args[i] + " is neither --minutes nor --seed");
            }
        }
        boolean back;
        try (Folder data = Folder.temporary("partyline-soak");
                BridgeProcess bridge = new BridgeProcess(BASE_PORT, data.path())) {
            bridge.start();
            back = new SoakBench(bridge, seed).run(Duration.ofSeconds(Math.round(60 * minutes)));
        }
        if (!back) {
            System.exit(1);
        }
    }

    private boolean run(Duration load) throws IOException, InterruptedException {
        boolean heard = round(FIRST_ROUND);
        Footprint before = settled();
        most.clear();
        ProcessCpu cpu = new ProcessCpu(bridge.pid());
        long cpuBefore = cpu.millis();
        heard &= round(load);
        System.out.printf("CPU of the bridge: %.1f s%n", (cpu.millis() - cpuBefore) / 1e3);
        Footprint after = settled();
        boolean back = SoakTable.print(System.out, before, new Footprint(most), after);
        if (!heard) {
            System.out.println("some heard nothing in all their time, or never connected");
        }
        System.out.println(back && heard ? "all is back" : "not all is as it was");
        return back && heard;
    }

    /** @return whether every phone heard something, and every browser connected */
    private boolean round(Duration length) throws IOException, InterruptedException {
        rounds++;
        long beganNanos = System.nanoTime();
        long endNanos = beganNanos + length.toNanos();
        long changeNanos = beganNanos;
        long toldNanos = beganNanos + TOLD_NANOS;
        int wantedPhones = 0;
        int wantedBrowsers = 0;
        try (SoakPhones phones = new SoakPhones(bridge.sip(), "round" + rounds + "-", random.nextLong());
                SoakBrowsers browsers = new SoakBrowsers(bridge.url(""), random.nextLong(), beganNanos)) {
            for (long tick = 0; ; tick++) {
                long nowNanos = System.nanoTime();
                if (nowNanos - endNanos >= 0) {
                    break;
                }
                if (nowNanos - changeNanos >= 0) {
                    changeNanos += CHANGE_NANOS;
                    wantedPhones = random.nextInt(MOST_PHONES + 1);
                    wantedBrowsers = random.nextInt(MOST_BROWSERS + 1);
                }
                phones.tick(wantedPhones, nowNanos);
                browsers.tick(wantedBrowsers, nowNanos);
                if (nowNanos - toldNanos >= 0) {
                    toldNanos += TOLD_NANOS;
                    tell((nowNanos - beganNanos) / 1_000_000_000L, phones.up(), browsers.there());
                }
                LockSupport.parkNanos(Math.max(0, beganNanos + (tick + 1) * TICK_NANOS - System.nanoTime()));
            }
            phones.leave();
            browsers.leave();
            System.out.println(phones.told() + "; " + browsers.told());
            return phones.deaf() == 0 && browsers.unconnected() == 0;
        }
    }

    private void tell(long seconds, int phones, int browsers) throws IOException, InterruptedException {
        Footprint now = Footprint.of(bridge);
        now.figures().forEach((figure, value) -> most.merge(figure, value, Math::max));
        System.out.printf(
                "%5d s: %3d phones, %2d browsers; heap %.0f MiB, resident %.0f MiB, %.0f threads, %.0f descriptors%n",
                seconds,
                phones,
                browsers,
                now.of(Figure.HEAP),
                now.of(Figure.RESIDENT),
                now.of(Figure.THREADS),
                now.of(Figure.DESCRIPTORS));
    }

    /** What is held when nobody is there any more. */
    private Footprint settled() throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + LONGEST_SETTLING.toNanos();
        while (!Footprint.of(bridge).isQuiet() && System.nanoTime() - deadlineNanos < 0) {
            Thread.sleep(1_000);
        }
        return Footprint.afterCollection(bridge);
    }
}
