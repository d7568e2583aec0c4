package dev.partyline.integration.bench.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Every kernel of this package, each in a Java of its own with the bridge's collector.
 *
 * <p>Arguments: words, of which one must stand in a kernel's class or method; by default all are run, which takes two
 * minutes. {@code --seconds=N} measures each for so long, instead of 4 seconds.
 */
public final class KernelBench {
    private static final String SECONDS = "--seconds=";
    private static final int WARM_UP_SECONDS = 2;
    private static final int DEFAULT_SECONDS = 4;
    private static final int INTERVALS_A_SECOND = 2;

    private KernelBench() {}

    static void main(String[] args) throws ReflectiveOperationException, RunnerException {
        int seconds = DEFAULT_SECONDS;
        List<String> words = new ArrayList<>();
        for (String arg : args) {
            if (arg.startsWith(SECONDS)) {
                seconds = Integer.parseInt(arg.substring(SECONDS.length()));
            } else {
                words.add(arg.toLowerCase(Locale.ROOT));
            }
        }
        KernelTable table = new KernelTable(System.out);
        for (String benchmark : benchmarks()) {
            String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
            if (words.isEmpty() || words.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains)) {
                table.row(kernel(benchmark), run(benchmark, seconds));
            }
        }
    }

    private static List<String> benchmarks() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silent, List.of()).stream()
                .map(BenchmarkListEntry::getUsername)
                .toList();
    }

    private static Kernel kernel(String benchmark) throws ReflectiveOperationException {
        int dot = benchmark.lastIndexOf('.');
        Kernel kernel = Class.forName(benchmark.substring(0, dot))
                .getMethod(benchmark.substring(dot + 1))
                .getAnnotation(Kernel.class);
        if (kernel == null) {
            throw new IllegalStateException(benchmark + " lacks @Kernel, which says what it is");
        }
        return kernel;
    }

    private static KernelTable.Figures run(String benchmark, int seconds) throws RunnerException {
        TimeValue interval = TimeValue.milliseconds(1_000 / INTERVALS_A_SECOND);
        Options options = new OptionsBuilder()
                .include("^" + benchmark.replace(".", "\\.") + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(WARM_UP_SECONDS * INTERVALS_A_SECOND)
                .warmupTime(interval)
                .measurementIterations(seconds * INTERVALS_A_SECOND)
                .measurementTime(interval)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .jvmArgs(
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow")
                .build();
        RunResult result = new Runner(options).runSingle();
        Result<?> time = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new KernelTable.Figures(
                time.getScore(), time.getScoreError(), allocated == null ? Double.NaN : allocated.getScore());
    }
}
