package dev.partyline.integration.bench;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Folder;
import dev.partyline.integration.peer.rtc.OpusMicrophone;
import dev.partyline.integration.peer.rtc.RtcClient;
import dev.partyline.integration.peer.rtc.RtcOffer;
import dev.partyline.integration.peer.rtc.RtcTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Browsers of the light mode in one channel: each sends 50 packets of Opus a second, silent ones but for the talkers, and
 * hears everyone but itself as one stream. CPU of the bridge's whole process, first with one talker and then with
 * several, of which the difference is what a talker costs.
 *
 * <p>Arguments: the seconds to measure, then how many browsers; by default {@code 20 100}.
 */
final class MixedBench {
    private static final int BASE_PORT = 18_960;
    private static final long TICK_NANOS = 20_000_000L;
    private static final int TALKERS = 5;
    private static final int LEVEL_BELOW_FULL_DB = 20;
    private static final double AMPLITUDE = 4_000;
    private static final double LOWEST_HERTZ = 300;
    private static final double APART_HERTZ = 170;
    // 5,000 packets a second are few: the compiler has seen the hot path often enough after two minutes.
    private static final int SETTLE_SECONDS = 150;
    private static final int CHANGE_SECONDS = 20;

    private MixedBench() {}

    static void main(String[] args) throws IOException, InterruptedException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        int browsers = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        try (Folder data = Folder.temporary("partyline-bench");
                BridgeProcess bridge = new BridgeProcess(BASE_PORT, data.path());
                Crowd crowd = new Crowd()) {
            bridge.set("partyline.limits.browsers", 2_000).set("partyline.media.loops", 1);
            bridge.start();
            crowd.join(bridge, browsers);
            crowd.run(1, SETTLE_SECONDS);
            Measurement one = new Measurement(bridge, crowd);
            double oneMillis = one.run(1, seconds);
            crowd.run(TALKERS, CHANGE_SECONDS);
            Measurement several = new Measurement(bridge, crowd);
            double severalMillis = several.run(TALKERS, seconds);
            crowd.leave();
            crowd.run(0, 15);
            double idleMillis = new Measurement(bridge, crowd).run(0, seconds);
            double talkerMillis = (severalMillis - oneMillis) / (TALKERS - 1);
            System.out.printf(
                    "%d browsers, one talks: %.1f ms CPU a second (%.1f when all have left), %s%n",
                    browsers, oneMillis, idleMillis, one);
            System.out.printf(
                    "%d browsers, %d talk: %.1f ms CPU a second, %s%n", browsers, TALKERS, severalMillis, several);
            System.out.printf(
                    "a silent listener costs %.3f ms a second, a talker %.2f ms more%n",
                    (oneMillis - idleMillis - talkerMillis) / browsers, talkerMillis);
        }
    }

    /** What the bridge did in a stretch of time, by the kernel and by its own metrics. */
    private static final class Measurement {
        private final BridgeProcess bridge;
        private final Crowd crowd;
        private String told = "";

        Measurement(BridgeProcess bridge, Crowd crowd) {
            this.bridge = bridge;
            this.crowd = crowd;
        }

        double run(int talkers, int seconds) throws IOException, InterruptedException {
            ProcessCpu cpu = new ProcessCpu(bridge.pid());
            BridgeFigures before = BridgeFigures.read(bridge);
            long heardBefore = crowd.heard;
            long millisBefore = cpu.millis();
            crowd.run(talkers, seconds);
            double millis = (double) (cpu.millis() - millisBefore) / seconds;
            BridgeFigures figures = BridgeFigures.read(bridge).since(before);
            told = "%.2f Opus encodes a tick, %.1f packets a browser and second, %.0f late ticks"
                    .formatted(
                            figures.opusEncodes() / seconds / 50,
                            (double) (crowd.heard - heardBefore) / seconds / Math.max(1, crowd.people.size()),
                            figures.lateTicks());
            return millis;
        }

        @Override
        public String toString() {
            return told;
        }
    }

    /** All of them, driven by one thread. */
    private static final class Crowd implements RtcTransport.Listener, AutoCloseable {
        private final byte[][] silence = OpusMicrophone.tone(0, 0);
        private final byte[][][] voices = new byte[TALKERS][][];
        private final List<RtcClient> people = new ArrayList<>();
        private final List<OpusMicrophone> microphones = new ArrayList<>();
        private long heard;

        Crowd() {
            for (int i = 0; i < TALKERS; i++) {
                voices[i] = OpusMicrophone.tone(LOWEST_HERTZ + i * APART_HERTZ, AMPLITUDE);
            }
        }

        void join(BridgeProcess bridge, int count) throws IOException, InterruptedException {
            RtcOffer offer = new RtcOffer(true, false, 1, 0);
            for (int i = 0; i < count; i++) {
                RtcClient client =
                        RtcClient.join(bridge.url(""), "lobby", "browser" + i, offer, this, Map.of("mode", "mixed"));
                people.add(client);
                microphones.add(new OpusMicrophone(client.transport()));
                client.awaitConnected();
                receive();
            }
        }

        private void receive() throws IOException {
            long nowNanos = System.nanoTime();
            for (RtcClient client : people) {
                client.transport().receive();
                client.transport().keepAlive(nowNanos);
            }
        }

        /** The first of them talk, the others send silence, a quarter of them every 5 ms. */
        void run(int talkers, int seconds) throws IOException {
            long startNanos = System.nanoTime();
            for (int quarter = 0; quarter < seconds * 200; quarter++) {
                int tick = quarter / 4;
                for (int i = quarter % 4; i < people.size(); i += 4) {
                    if (i < talkers) {
                        byte[] opus = voices[i][tick % voices[i].length];
                        microphones.get(i).say(opus, opus.length, LEVEL_BELOW_FULL_DB);
                    } else {
                        microphones.get(i).beSilent(silence[tick % silence.length]);
                    }
                }
                receive();
                long deadlineNanos = startNanos + (quarter + 1) * (TICK_NANOS / 4);
                LockSupport.parkNanos(Math.max(0, deadlineNanos - System.nanoTime()));
            }
        }

        @Override
        public void rtp(ByteBuffer packet) {
            heard++;
        }

        @Override
        public void rtcp(ByteBuffer packet) {}

        void leave() {
            people.forEach(RtcClient::close);
            people.clear();
        }

        @Override
        public void close() {
            leave();
        }
    }
}
