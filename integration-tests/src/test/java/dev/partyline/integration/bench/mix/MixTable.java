package dev.partyline.integration.bench.mix;

import java.io.PrintStream;

/** A line for each server, with its ratio to the bare loop that ran before it. */
final class MixTable {
    private static final String HEAD = "%-10s %-20s %6s %13s %9s %8s %9s %9s %9s %8s %8s %7s %10s%n";

    private final PrintStream out;
    private double bareMillis = Double.NaN;

    MixTable(PrintStream out) {
        this.out = out;
        out.printf(
                HEAD,
                "scenario",
                "server",
                "calls",
                "CPU ms/call/s",
                "to bare",
                "RSS MiB",
                "p50",
                "p99",
                "late",
                "missing",
                "unheard",
                "wrong",
                "load late");
    }

    void row(Scenario scenario, String server, MixRun run) {
        boolean bare = Double.isNaN(bareMillis) || server.equals("bare loop");
        if (bare) {
            bareMillis = run.cpuMillisACallAndSecond();
        }
        Hearing hearing = run.hearing();
        out.printf(
                HEAD,
                scenario,
                server,
                run.up(),
                "%.3f".formatted(run.cpuMillisACallAndSecond()),
                "%.2f".formatted(run.cpuMillisACallAndSecond() / bareMillis),
                run.residentMebibytes(),
                bare ? "-" : millis(hearing.delaysNanos.percentile(0.5)),
                bare ? "-" : millis(hearing.delaysNanos.percentile(0.99)),
                Double.isNaN(run.lateTicks()) ? "-" : "%.0f".formatted(run.lateTicks()),
                hearing.missingPackets(),
                bare ? "-" : hearing.unheard(),
                bare ? "-" : hearing.heardWrongly(),
                millis(run.loadLateNanos()));
        out.flush();
    }

    private static String millis(double nanos) {
        return "%.1f ms".formatted(nanos / 1e6);
    }
}
