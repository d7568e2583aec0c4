package dev.partyline.integration.bench.mix;

import dev.partyline.media.MediaDirection;
import dev.partyline.media.MediaSettings;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.PortRange;
import dev.partyline.media.RoomId;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.PromptLibrary;
import dev.partyline.media.prompt.Prompts;
import dev.partyline.media.room.PhoneLeg;
import dev.partyline.media.room.PhoneTransport;
import dev.partyline.media.room.Rooms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Ticks of a loop's rooms over real sockets, one after the other without a pause, in turn with the least that can be done
 * with as many sockets: a read and a write of each. {@link MixBench} tells what calls cost, and moves with whatever else
 * the machine does; this tells which of two builds is the faster, for what others take falls on both alike.
 *
 * <p>Arguments: how many ticks, then scenarios; by default {@code 6000 1x500:3 100x5:2}.
 */
final class TickBench {
    private static final InetAddress NEAR = InetAddress.ofLiteral("127.0.0.9");
    private static final InetAddress FAR = InetAddress.ofLiteral("127.0.0.10");
    private static final long TICK_NANOS = 20_000_000L;
    private static final int LONGEST_DATAGRAM = 2_048;

    private TickBench() {}

    static void main(String[] args) throws IOException {
        int ticks = args.length > 0 ? Integer.parseInt(args[0]) : 6_000;
        List<String> scenarios =
                args.length > 1 ? Arrays.asList(args).subList(1, args.length) : List.of("1x500:3", "100x5:2");
        System.out.printf(
                "%-10s  %28s  %28s  %16s  %10s%n",
                "ns a phone",
                "a read and a write, p10, p50",
                "a tick of the room, p10, p50",
                "ratio, p10, p50",
                "unanswered");
        for (String scenario : scenarios) {
            measure(Scenario.parse(scenario), ticks);
        }
    }

    private static void measure(Scenario scenario, int ticks) throws IOException {
        try (Phones bare = new Phones(scenario);
                Phones phones = new Phones(scenario)) {
            Rooms rooms = rooms(scenario, phones);
            double[] bareNanos = new double[ticks];
            double[] roomNanos = new double[ticks];
            for (int tick = 0; tick < ticks; tick++) {
                long nowNanos = (tick + 1) * TICK_NANOS;
                bare.send(tick);
                bareNanos[tick] = nanosAPhone(scenario, bare::echo);
                bare.hear();
                phones.send(tick);
                roomNanos[tick] = nanosAPhone(scenario, () -> rooms.tick(nowNanos, 0));
                phones.hear();
            }
            rooms.close(ticks * TICK_NANOS);
            double[] settledBare = settled(bareNanos);
            double[] settledRoom = settled(roomNanos);
            System.out.printf(
                    "%-10s  %28s  %28s  %16s  %10d%n",
                    scenario,
                    "%.0f  %.0f".formatted(quantile(settledBare, 10), quantile(settledBare, 50)),
                    "%.0f  %.0f".formatted(quantile(settledRoom, 10), quantile(settledRoom, 50)),
                    "%.2f  %.2f"
                            .formatted(
                                    quantile(settledRoom, 10) / quantile(settledBare, 10),
                                    quantile(settledRoom, 50) / quantile(settledBare, 50)),
                    (long) ticks * scenario.phones() - phones.heard);
        }
    }

    private static Rooms rooms(Scenario scenario, Phones phones) {
        Prompts prompts = PromptLibrary.shipped().in(Language.ENGLISH);
        OpusLibrary opus = OpusLibrary.load();
        Duration ever = Duration.ofDays(1);
        MediaSettings settings = new MediaSettings(1, new PortRange(20_000, 20_999), ever, ever);
        Rooms rooms = new Rooms(PromptLibrary.shipped().waitingMusic(), opus, Throwable::printStackTrace);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < scenario.phones(); i++) {
            Wire wire = phones.wires.get(i);
            RoomId room = new RoomId("room-" + scenario.roomOf(i));
            PhoneLeg leg = new PhoneLeg(
                    wire, prompts, settings, () -> 0L, random.split(), event -> {}, rooms.counters(), opus);
            rooms.open(room, leg);
            leg.connect(new PhoneStream(wire.far, wire.far, Codec.PCMU, 101, MediaDirection.SENDRECV, 20), 0);
            rooms.enter(room, leg, 0);
        }
        return rooms;
    }

    private static double nanosAPhone(Scenario scenario, Runnable tick) {
        long beginNanos = System.nanoTime();
        tick.run();
        return (double) (System.nanoTime() - beginNanos) / scenario.phones();
    }

    /** The second half, sorted: until then the compiler has seen the path often enough. */
    private static double[] settled(double[] all) {
        double[] half = Arrays.copyOfRange(all, all.length / 2, all.length);
        Arrays.sort(half);
        return half;
    }

    private static double quantile(double[] sorted, int percent) {
        return sorted[sorted.length * percent / 100];
    }

    /** The near end of a pair of sockets, as a leg sees it; there is no RTCP. */
    private record Wire(DatagramChannel near, InetSocketAddress far) implements PhoneTransport {
        @Override
        public boolean connect(InetSocketAddress remoteRtp, InetSocketAddress remoteRtcp) {
            return true;
        }

        @Override
        public void disconnect() {}

        @Override
        public int receiveRtp(ByteBuffer into) {
            try {
                int bytes = near.read(into);
                return bytes > 0 ? bytes : -1;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int receiveRtcp(ByteBuffer into) {
            return -1;
        }

        @Override
        public boolean sendRtp(ByteBuffer datagram) {
            try {
                return near.write(datagram) > 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean sendRtcp(ByteBuffer datagram) {
            return true;
        }

        @Override
        public void close() {
            try {
                near.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Both ends of as many pairs of sockets as there are phones. */
    private static final class Phones implements AutoCloseable {
        private final List<Wire> wires = new ArrayList<>();
        private final List<DatagramChannel> farEnds = new ArrayList<>();
        private final List<TalkerSound> talkers = new ArrayList<>();
        private final Scenario scenario;
        private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
        private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
        private long heard;

        Phones(Scenario scenario) throws IOException {
            this.scenario = scenario;
            for (int i = 0; i < scenario.talkers(); i++) {
                talkers.add(new TalkerSound(i));
            }
            for (int i = 0; i < scenario.phones(); i++) {
                DatagramChannel near = open(NEAR);
                DatagramChannel far = open(FAR);
                near.connect(far.getLocalAddress());
                far.connect(near.getLocalAddress());
                wires.add(new Wire(near, (InetSocketAddress) far.getLocalAddress()));
                farEnds.add(far);
            }
        }

        private static DatagramChannel open(InetAddress address) throws IOException {
            DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channel.bind(new InetSocketAddress(address, 0)).configureBlocking(false);
            return channel;
        }

        /** A packet of each. */
        void send(int packet) throws IOException {
            for (int i = 0; i < farEnds.size(); i++) {
                int talker = scenario.talkerOf(i);
                out.clear();
                out.put((byte) 0x80).put((byte) 0).putShort((short) packet);
                out.putInt(packet * TalkerSound.SAMPLES_A_PACKET).putInt(i + 1);
                out.put(
                        talker < 0
                                ? TalkerSound.silence()
                                : talkers.get(talker).payload(packet % TalkerSound.PACKETS_A_PERIOD));
                farEnds.get(i).write(out.flip());
            }
        }

        void echo() {
            for (int i = 0; i < wires.size(); i++) {
                Wire wire = wires.get(i);
                in.clear();
                if (wire.receiveRtp(in) > 0) {
                    wire.sendRtp(in.flip());
                }
            }
        }

        void hear() throws IOException {
            for (DatagramChannel far : farEnds) {
                in.clear();
                while (far.read(in) > 0) {
                    heard++;
                    in.clear();
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (int i = 0; i < wires.size(); i++) {
                wires.get(i).close();
                farEnds.get(i).close();
            }
        }
    }
}
