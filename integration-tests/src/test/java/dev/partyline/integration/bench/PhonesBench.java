package dev.partyline.integration.bench;

import dev.partyline.integration.peer.BridgeProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Phones in one room, three of them talking in turn: CPU of the bridge's whole process, and the delay that it adds
 * from a phone's packet to another phone's.
 *
 * <p>Arguments: the seconds to measure, then how many phones, as often as wanted; by default {@code 20 50 200}.
 */
final class PhonesBench {
    private static final int BASE_PORT = 18480;
    private static final int TALKERS = 3;
    private static final long SETTLE_MILLIS = 5_000;
    private static final long CALL_SPACING_MILLIS = 20;

    private PhonesBench() {}

    static void main(String[] args) throws IOException, InterruptedException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        List<Integer> sizes = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            sizes.add(Integer.parseInt(args[i]));
        }
        if (sizes.isEmpty()) {
            sizes = List.of(50, 200);
        }
        System.out.printf(
                "%8s  %14s  %12s  %10s  %10s  %14s  %16s%n",
                "phones", "CPU ms/phone/s", "RSS MiB", "delay p50", "delay p99", "packets heard", "sender late p99");
        for (int phones : sizes) {
            Path data = Files.createTempDirectory("partyline-bench");
            try (BridgeProcess bridge = new BridgeProcess(BASE_PORT, data)) {
                bridge.set("partyline.limits.calls", 1000)
                        .set("partyline.media.phone-ports", "20000-29999")
                        .start();
                measure(bridge, phones, seconds);
            }
        }
    }

    private static void measure(BridgeProcess bridge, int count, int seconds) throws IOException, InterruptedException {
        ProcessCpu cpu = new ProcessCpu(bridge.pid());
        InetAddress local = InetAddress.getByName("127.0.0.9");
        Random random = new Random(count);
        List<SwarmPhone> phones = new ArrayList<>();
        List<SwarmCalls.Up> calls = new ArrayList<>();
        try (SwarmCalls signalling = new SwarmCalls(local, bridge.sip())) {
            for (int i = 0; i < count; i++) {
                int firstPacket = i * BurstTone.PACKETS_A_PERIOD / TALKERS % BurstTone.PACKETS_A_PERIOD;
                SwarmPhone phone = new SwarmPhone(i, i < TALKERS, firstPacket, local, random);
                phones.add(phone);
                SwarmCalls.Up call = signalling.call("3000", "phone" + i + "-" + count, phone.port());
                phone.connect(call.media());
                calls.add(call);
                Thread.sleep(CALL_SPACING_MILLIS);
            }
            SwarmMedia media = new SwarmMedia(phones);
            media.start();
            Thread.sleep(SETTLE_MILLIS);
            long heardBefore =
                    phones.stream().mapToLong(phone -> phone.packetsHeard).sum();
            long cpuBefore = cpu.millis();
            long began = System.nanoTime();
            media.measure(true);
            Thread.sleep(seconds * 1_000L);
            media.measure(false);
            double measuredSeconds = (System.nanoTime() - began) / 1e9;
            long cpuMillis = cpu.millis() - cpuBefore;
            long heard = phones.stream().mapToLong(phone -> phone.packetsHeard).sum() - heardBefore;
            media.stop();
            System.out.printf(
                    "%8d  %14.2f  %12d  %7.1f ms  %7.1f ms  %12.1f %%  %13.2f ms%n",
                    count,
                    cpuMillis / measuredSeconds / count,
                    cpu.residentKibibytes() / 1024,
                    media.delaysNanos.percentile(0.5) / 1e6,
                    media.delaysNanos.percentile(0.99) / 1e6,
                    100.0 * heard / (measuredSeconds * 50 * count),
                    media.sendLatenessNanos.percentile(0.99) / 1e6);
            for (SwarmCalls.Up call : calls) {
                signalling.hangUp(call);
            }
        } finally {
            for (SwarmPhone phone : phones) {
                phone.close();
            }
        }
    }
}
