package dev.partyline.integration.bench;

import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Folder;
import dev.partyline.integration.peer.rtc.OpusMicrophone;
import dev.partyline.integration.peer.rtc.RtcClient;
import dev.partyline.integration.peer.rtc.RtcOffer;
import dev.partyline.integration.peer.rtc.RtcTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One sender of 250 packets a second, 50 of Opus with 80 bytes and 200 of VP8 with 1,100 bytes, and many viewers in one
 * channel: CPU of the bridge's whole process a packet that it sends, beside what this machine asks for a bare send.
 *
 * <p>Arguments: the seconds to measure, then how many viewers, as often as wanted; by default {@code 20 100}.
 */
final class ForwardBench {
    private static final int BASE_PORT = 18_980;
    private static final int AUDIO_BYTES = 80;
    private static final int VIDEO_BYTES = 1_100;
    private static final long TICK_NANOS = 20_000_000L;
    private static final int PACKETS_A_SECOND = 250;
    private static final int PACKETS_A_FRAME = 7;
    private static final int KEY_FRAME_EVERY = 100;
    // Until the compiler has seen the hot path often enough.
    private static final long SETTLE_MILLIS = 40_000;

    private static final int BARE_SECONDS = 5;

    private ForwardBench() {}

    static void main(String[] args) throws IOException, InterruptedException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        List<Integer> sizes = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            sizes.add(Integer.parseInt(args[i]));
        }
        if (sizes.isEmpty()) {
            sizes = List.of(100);
        }
        System.out.printf(
                "%8s  %14s  %14s  %14s  %8s  %16s  %12s  %10s  %14s%n",
                "viewers",
                "packets out/s",
                "CPU us/packet",
                "bare send us",
                "ratio",
                "bytes alloc/pkt",
                "RSS MiB",
                "lost",
                "late ticks");
        for (int viewers : sizes) {
            try (Folder data = Folder.temporary("partyline-bench");
                    BridgeProcess bridge = new BridgeProcess(BASE_PORT, data.path())) {
                bridge.set("partyline.limits.browsers", 2000).set("partyline.media.loops", 1);
                bridge.start();
                measure(bridge, viewers, seconds);
            }
        }
    }

    private static final class Viewer implements RtcTransport.Listener {
        private long packets;
        private long lost;
        private int videoSequence = -1;

        @Override
        public void rtp(ByteBuffer packet) {
            packets++;
            if ((packet.get(1) & 0x7f) == RtcOffer.VP8) {
                int sequence = packet.getShort(2) & 0xffff;
                if (videoSequence >= 0) {
                    lost += (sequence - videoSequence - 1) & 0xffff;
                }
                videoSequence = sequence;
            }
        }

        @Override
        public void rtcp(ByteBuffer packet) {}
    }

    private static void measure(BridgeProcess bridge, int count, int seconds) throws IOException, InterruptedException {
        List<RtcClient> clients = new ArrayList<>();
        List<Viewer> viewers = new ArrayList<>();
        RtcClient sender =
                RtcClient.join(bridge.url(""), "lobby", "sender", new RtcOffer(true, true, 0, 0), new Viewer());
        clients.add(sender);
        for (int i = 0; i < count; i++) {
            Viewer viewer = new Viewer();
            viewers.add(viewer);
            clients.add(
                    RtcClient.join(bridge.url(""), "lobby", "viewer" + i, new RtcOffer(false, false, 2, 1), viewer));
            serve(clients, 5);
        }
        long deadlineNanos = System.nanoTime() + 30_000_000_000L;
        while (!clients.stream().allMatch(client -> client.transport().isConnected())) {
            serve(clients, 20);
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError("not all clients connected within 30 s");
            }
        }
        Sender media = new Sender(sender.transport());
        run(clients, media, SETTLE_MILLIS);
        ProcessCpu cpu = new ProcessCpu(bridge.pid());
        BridgeFigures before = BridgeFigures.read(bridge);
        long heardBefore = viewers.stream().mapToLong(viewer -> viewer.packets).sum();
        long lostBefore = viewers.stream().mapToLong(viewer -> viewer.lost).sum();
        long cpuBefore = cpu.millis();
        run(clients, media, seconds * 1000L);
        long cpuMillis = cpu.millis() - cpuBefore;
        BridgeFigures told = BridgeFigures.read(bridge).since(before);
        clients.forEach(RtcClient::close);
        double bareMicros = bareMicros(count);
        long heard = viewers.stream().mapToLong(viewer -> viewer.packets).sum() - heardBefore;
        long lost = viewers.stream().mapToLong(viewer -> viewer.lost).sum() - lostBefore;
        double microsAPacket = cpuMillis * 1000.0 / heard;
        System.out.printf(
                "%8d  %14.0f  %14.2f  %14.2f  %8.2f  %16.1f  %12d  %10d  %14.0f%n",
                count,
                (double) heard / seconds,
                microsAPacket,
                bareMicros,
                microsAPacket / bareMicros,
                told.allocatedBytes() / heard,
                cpu.residentKibibytes() / 1024,
                lost,
                told.lateTicks());
    }

    private static double bareMicros(int viewers) throws IOException {
        try (BareSends bare = new BareSends(viewers)) {
            bare.microsADatagram(VIDEO_BYTES, PACKETS_A_SECOND, BARE_SECONDS);
            return bare.microsADatagram(VIDEO_BYTES, PACKETS_A_SECOND, BARE_SECONDS);
        }
    }

    private static void serve(List<RtcClient> clients, long millis) throws IOException {
        long untilNanos = System.nanoTime() + millis * 1_000_000L;
        do {
            for (RtcClient client : clients) {
                client.transport().receive();
                client.transport().keepAlive(System.nanoTime());
            }
            LockSupport.parkNanos(1_000_000L);
        } while (System.nanoTime() - untilNanos < 0);
    }

    private static void run(List<RtcClient> clients, Sender media, long millis) throws IOException {
        long startNanos = System.nanoTime();
        for (long tick = 0; tick * 20 < millis; tick++) {
            for (int part = 0; part < 4; part++) {
                long deadlineNanos = startNanos + tick * TICK_NANOS + part * TICK_NANOS / 4;
                if (part == 0) {
                    media.audio();
                }
                media.video();
                for (RtcClient client : clients) {
                    client.transport().receive();
                }
                for (RtcClient client : clients) {
                    client.transport().keepAlive(System.nanoTime());
                }
                LockSupport.parkNanos(Math.max(0, deadlineNanos + TICK_NANOS / 4 - System.nanoTime()));
            }
        }
    }

    /** Fake Opus and VP8 with true headers. */
    private static final class Sender {
        private static final int LEVEL_BELOW_FULL_DB = 30;
        // A CELT frame of 20 ms (RFC 6716 section 3.1): what it says is noise to nobody, for no phone is here.
        private static final byte[] VOICE = new byte[AUDIO_BYTES];

        static {
            Arrays.fill(VOICE, (byte) 31);
            VOICE[0] = (byte) 0xf8;
        }

        private final RtcTransport transport;
        private final ByteBuffer packet = ByteBuffer.allocate(2048);
        private final OpusMicrophone microphone;
        private int videoSequence;
        private int frame;
        private int partOfFrame;

        Sender(RtcTransport transport) {
            this.transport = transport;
            microphone = new OpusMicrophone(transport);
        }

        void audio() {
            try {
                microphone.say(VOICE, VOICE.length, LEVEL_BELOW_FULL_DB);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void video() {
            boolean key = frame % KEY_FRAME_EVERY == 0;
            boolean last = partOfFrame == PACKETS_A_FRAME - 1;
            packet.clear();
            packet.put((byte) 0x80)
                    .put((byte) (RtcOffer.VP8 | (last ? 0x80 : 0)))
                    .putShort((short) videoSequence++);
            packet.putInt(frame * 3000).putInt(RtcOffer.VIDEO_SSRC);
            // Payload descriptor (RFC 7741 section 4.2): X, S at the frame's start; I with 15 bits; then the first
            // octet.
            packet.put((byte) (partOfFrame == 0 ? 0x90 : 0x80)).put((byte) 0x80).putShort((short)
                    (0x8000 | (frame & 0x7fff)));
            packet.put((byte) (key ? 0x10 : 0x11));
            fill(VIDEO_BYTES - 5);
            if (last) {
                partOfFrame = 0;
                frame++;
            } else {
                partOfFrame++;
            }
            send();
        }

        private void fill(int bytes) {
            for (int i = 0; i < bytes; i++) {
                packet.put((byte) (i * 31 + frame));
            }
        }

        private void send() {
            packet.flip();
            try {
                transport.sendRtp(packet);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
