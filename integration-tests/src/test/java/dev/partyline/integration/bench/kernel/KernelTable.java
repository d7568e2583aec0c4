package dev.partyline.integration.bench.kernel;

import java.io.PrintStream;

/** A line for each kernel. */
final class KernelTable {
    private static final String LINE = "%-42s %10s %9s %9s %14s%n";

    private final PrintStream out;

    /**
     * @param errorNanos half of the confidence interval of 99.9 %
     * @param allocatedBytes NaN where it was not measured
     */
    record Figures(double nanos, double errorNanos, double allocatedBytes) {}

    KernelTable(PrintStream out) {
        this.out = out;
        out.printf(LINE, "kernel", "ns/op", "error", "bytes/op", "us/caller/s");
    }

    void row(Kernel kernel, Figures figures) {
        out.printf(
                LINE,
                kernel.value(),
                "%.1f".formatted(figures.nanos()),
                "+-%.1f".formatted(figures.errorNanos()),
                // What the measuring itself allocates is spread over all operations.
                "%.0f".formatted(figures.allocatedBytes()),
                "%.2f".formatted(figures.nanos() * kernel.aCallerAndSecond() / 1e3));
        out.flush();
    }
}
