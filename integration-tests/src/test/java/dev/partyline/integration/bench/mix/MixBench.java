package dev.partyline.integration.bench.mix;

import dev.partyline.integration.peer.AsteriskConference;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * G.711 phones in rooms, at a bare loop, at the bridge and, where its image is there and it can bear so many, at
 * Asterisk: CPU of each server's whole process, the delay from phone to phone, and who heard whom.
 *
 * <p>Arguments: the seconds to measure, then scenarios as rooms x phones : talkers.
 */
public final class MixBench {
    private static final List<String> SCENARIOS = List.of("1x150:3", "30x5:2", "1x500:3", "100x5:2");
    /** More would leave the swarm no CPU to call from the same two cores. */
    private static final int MOST_FOR_ASTERISK = 200;

    private static final InetAddress SWARM = InetAddress.ofLiteral("127.0.0.9");

    private MixBench() {}

    static void main(String[] args) throws IOException, InterruptedException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        List<String> texts = args.length > 1 ? List.of(args).subList(1, args.length) : SCENARIOS;
        List<Scenario> scenarios = texts.stream().map(Scenario::parse).toList();
        boolean withAsterisk = AsteriskConference.isThere();
        if (!withAsterisk) {
            System.out.println("Asterisk is left out: Docker does not run, or its image is not there");
        }
        MixTable table = new MixTable(System.out);
        for (Scenario scenario : scenarios) {
            List<Starter> servers = new ArrayList<>();
            servers.add(() -> new BareLoopServer(scenario.phones()));
            servers.add(() -> new BridgeServer(SWARM));
            if (withAsterisk && scenario.phones() <= MOST_FOR_ASTERISK) {
                servers.add(() -> new AsteriskServer(SWARM));
            }
            for (Starter starter : servers) {
                try (Server server = starter.start()) {
                    table.row(scenario, server.name(), MixRun.of(server, scenario, SWARM, seconds));
                }
            }
        }
    }

    private interface Starter {
        Server start() throws IOException, InterruptedException;
    }
}
