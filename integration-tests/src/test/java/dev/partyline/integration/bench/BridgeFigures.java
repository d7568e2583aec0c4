package dev.partyline.integration.bench;

import dev.partyline.integration.peer.BridgeProcess;
import java.io.IOException;

/** What the bridge's own metrics say, over all of its loops, since it began or between two looks. */
record BridgeFigures(double allocatedBytes, double opusEncodes, double lateTicks) {
    static BridgeFigures read(BridgeProcess bridge) throws IOException, InterruptedException {
        String metrics = bridge.metrics();
        return new BridgeFigures(
                sum(metrics, "partyline_media_loop_allocated_bytes"),
                sum(metrics, "partyline_opus_encodes_total"),
                sum(metrics, "partyline_ticks_late"));
    }

    BridgeFigures since(BridgeFigures before) {
        return new BridgeFigures(
                allocatedBytes - before.allocatedBytes, opusEncodes - before.opusEncodes, lateTicks - before.lateTicks);
    }

    private static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
