package dev.partyline.integration.bench.mix;

import dev.partyline.integration.bench.ProcessCpu;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One swarm at one server.
 *
 * @param up calls that were answered and heard something
 * @param lateTicks of the server, NaN where it doesn't say
 * @param loadLateNanos how late the swarm itself sent, 99th percentile
 */
record MixRun(
        int up,
        double cpuMillisACallAndSecond,
        long residentMebibytes,
        Hearing hearing,
        double lateTicks,
        double loadLateNanos) {
    private static final long CALL_SPACING_MILLIS = 15;
    /** What is kept of longer runs: a minute for 500 phones is 250 MB. */
    private static final int MOST_SECONDS_KEPT = 30;

    private static final int PACKETS_A_SECOND = 50;

    static MixRun of(Server server, Scenario scenario, InetAddress swarm, int seconds)
            throws IOException, InterruptedException {
        ProcessCpu cpu = new ProcessCpu(server.pid());
        List<SwarmPhone> phones = new ArrayList<>();
        try {
            dial(server, scenario, swarm, phones);
            Swarm media = new Swarm(phones);
            media.start();
            Thread.sleep(server.settleMillis());
            int packets = Math.min(seconds, MOST_SECONDS_KEPT) * PACKETS_A_SECOND;
            phones.forEach(phone -> phone.heard = new PhoneRecord(packets));
            double lateBefore = server.lateTicks();
            long cpuBefore = cpu.millis();
            long began = System.nanoTime();
            media.measure(true);
            Thread.sleep(seconds * 1_000L);
            media.measure(false);
            double measuredSeconds = (System.nanoTime() - began) / 1e9;
            long cpuMillis = cpu.millis() - cpuBefore;
            long resident = cpu.residentKibibytes() / 1024;
            double late = server.lateTicks() - lateBefore;
            media.stop();
            return new MixRun(
                    (int) phones.stream()
                            .filter(phone -> phone.packetsHeard > 0)
                            .count(),
                    cpuMillis / measuredSeconds / scenario.phones(),
                    resident,
                    new Hearing(scenario, phones),
                    late,
                    media.sendLatenessNanos.percentile(0.99));
        } finally {
            for (SwarmPhone phone : phones) {
                phone.close();
            }
        }
    }

    private static void dial(Server server, Scenario scenario, InetAddress swarm, List<SwarmPhone> phones)
            throws IOException, InterruptedException {
        Random random = new Random(scenario.phones());
        for (int i = 0; i < scenario.phones(); i++) {
            int talker = scenario.talkerOf(i);
            int firstPacket = talker < 0
                    ? 0
                    : i % scenario.phonesARoom() * TalkerSound.PACKETS_A_PERIOD / scenario.talkersARoom();
            SwarmPhone phone = new SwarmPhone(talker < 0 ? null : new TalkerSound(talker), firstPacket, swarm, random);
            phones.add(phone);
            phone.connect(server.call(scenario.roomOf(i), "swarm" + i, phone.port()));
            Thread.sleep(CALL_SPACING_MILLIS);
        }
    }
}
