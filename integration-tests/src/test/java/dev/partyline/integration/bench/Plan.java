package dev.partyline.integration.bench;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Folder;
import java.util.Arrays;
import java.util.List;

/**
 * What a bench is to measure, by its arguments: the seconds, then one size after the other.
 *
 * @param basePort the first of the ports of its bridge
 */
record Plan(int basePort, int seconds, List<Integer> sizes) {
    private static final int SECONDS = 20;

    static Plan of(int basePort, String[] args, List<Integer> usualSizes) {
        List<Integer> sizes =
                Arrays.stream(args).skip(1).map(Integer::valueOf).toList();
        return new Plan(
                basePort,
                args.length > 0 ? Integer.parseInt(args[0]) : SECONDS,
                sizes.isEmpty() ? usualSizes : sizes);
    }

    interface Measurement {
        void take(BridgeProcess bridge, int size, int seconds) throws Exception;
    }

    /** Measures each size at a new bridge, which leaves nothing behind. */
    void run(Measurement measurement) throws Exception {
        for (int size : sizes) {
            try (Folder data = Folder.temporary("partyline-bench");
                    BridgeProcess bridge = new BridgeProcess(basePort, data.path())) {
                measurement.take(bridge, size, seconds);
            }
        }
    }
}
