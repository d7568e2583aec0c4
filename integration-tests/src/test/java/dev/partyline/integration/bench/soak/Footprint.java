package dev.partyline.integration.bench.soak;

import dev.partyline.integration.bench.ProcessCpu;
import dev.partyline.integration.peer.BridgeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the bridge holds at one moment. */
record Footprint(Map<Figure, Double> figures) {
    private static final double MEBIBYTE = 1 << 20;

    /** What has to come back, and by how much it may be off. */
    enum Figure {
        HEAP("heap after a collection, MiB", 8, "jvm_memory_used_bytes{area=\"heap\"", MEBIBYTE),
        DIRECT("direct memory, MiB", 1, "jvm_buffer_memory_used_bytes{id=\"direct\"", MEBIBYTE),
        // Opus states and DTLS lie in neither of the two; the allocator keeps some of what it was given back.
        RESIDENT("resident, MiB", 48, "", 1),
        THREADS("threads", 4, "jvm_threads_live_threads", 1),
        DESCRIPTORS("file descriptors", 4, "", 1),
        PORTS("phone ports free", 0, "partyline_ports_free", 1),
        LEGS("legs", 0, "partyline_legs", 1),
        ROOMS("rooms", 0, "partyline_rooms", 1),
        CALLS("calls", 0, "partyline_calls", 1),
        DIALOGS("SIP dialogs", 0, "partyline_sip_dialogs", 1),
        TRANSACTIONS("SIP transactions", 0, "partyline_sip_transactions", 1),
        BROWSERS("browsers", 0, "partyline_browsers", 1),
        SOCKETS("signalling sockets", 0, "partyline_signalling_sockets", 1);

        private final String text;
        private final double allowed;
        private final String metric;
        private final double unit;

        Figure(String text, double allowed, String metric, double unit) {
            this.text = text;
            this.allowed = allowed;
            this.metric = metric;
            this.unit = unit;
        }

        String text() {
            return text;
        }

        double allowed() {
            return allowed;
        }

        /** Of memory less is fine; of ports more or less is not. */
        boolean isBack(double before, double after) {
            boolean memory = this == HEAP || this == DIRECT || this == RESIDENT;
            return after - before <= allowed && (memory || before - after <= allowed);
        }
    }

    double of(Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }

    /** Whether nobody is there, and nothing of those who were. */
    boolean isQuiet() {
        return Stream.of(
                        Figure.LEGS,
                        Figure.ROOMS,
                        Figure.CALLS,
                        Figure.DIALOGS,
                        Figure.TRANSACTIONS,
                        Figure.BROWSERS,
                        Figure.SOCKETS)
                .allMatch(figure -> of(figure) == 0);
    }

    static Footprint of(BridgeProcess bridge) throws IOException, InterruptedException {
        String metrics = bridge.metrics();
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            if (!figure.metric.isEmpty()) {
                figures.put(figure, sum(metrics, figure.metric) / figure.unit);
            }
        }
        figures.put(Figure.RESIDENT, new ProcessCpu(bridge.pid()).residentKibibytes() / 1024.0);
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(bridge.pid()), "fd"))) {
            figures.put(Figure.DESCRIPTORS, (double) open.count());
        }
        return new Footprint(figures);
    }

    /** After two full collections: what the first one only finalises or clears, the second one frees. */
    static Footprint afterCollection(BridgeProcess bridge) throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(bridge.pid()),
                            "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!jcmd.waitFor(60, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
                jcmd.destroyForcibly();
                throw new IOException("jcmd could not have the bridge collect its garbage");
            }
            Thread.sleep(1_000);
        }
        return of(bridge);
    }

    static double sum(String metrics, String name) {
        double sum = 0;
        boolean found = false;
        for (String line : metrics.lines().toList()) {
            if (line.startsWith(name) && isWhole(line, name)) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                found = true;
            }
        }
        if (!found) {
            throw new IllegalStateException("the bridge's metrics have no " + name);
        }
        return sum;
    }

    /** {@code partyline_calls} is not {@code partyline_calls_answered}. */
    private static boolean isWhole(String line, String name) {
        char next = line.charAt(name.length());
        return name.indexOf('{') >= 0 || next == ' ' || next == '{';
    }
}
