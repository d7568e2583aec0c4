package dev.partyline.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.Prompt;
import dev.partyline.media.room.Tone;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhonesTalkOverRealSockets {
    private static final RoomId LOBBY = new RoomId("lobby");

    private static MediaBridge bridge(int ports) throws IOException {
        return MediaBridge.start(
                new MediaSettings(1, Loopback.freePorts(ports), Duration.ofSeconds(30), Duration.ofSeconds(300)));
    }

    private static InetAddress local() {
        return Loopback.address();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadlineNanos, what);
            LockSupport.parkNanos(2_000_000L);
        }
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static final class Phone implements AutoCloseable {
        final DatagramChannel rtp = socket();
        final DatagramChannel rtcp = socket();
        final Queue<LegEvent> events = new ConcurrentLinkedQueue<>();
        final PhoneMedia media;
        final short[] heard = new short[8000];
        private final ByteBuffer out = ByteBuffer.allocateDirect(172);
        private final ByteBuffer in = ByteBuffer.allocateDirect(2048);
        private final short[] frame = new short[160];
        private final Tone tone;
        private int sent;

        Phone(MediaBridge bridge, double hertz) throws Exception {
            this(bridge, LOBBY, hertz);
        }

        Phone(MediaBridge bridge, RoomId waitsIn, double hertz) throws Exception {
            media = bridge.openPhone(waitsIn, Language.ENGLISH, local(), events::add);
            rtp.connect(new InetSocketAddress(local(), media.rtpPort()));
            media.connect(new PhoneStream(
                    (InetSocketAddress) rtp.getLocalAddress(),
                    (InetSocketAddress) rtcp.getLocalAddress(),
                    Codec.PCMU,
                    101,
                    MediaDirection.SENDRECV,
                    20));
            tone = new Tone(hertz, -25);
        }

        private static DatagramChannel socket() throws IOException {
            DatagramChannel channel = DatagramChannel.open();
            channel.configureBlocking(false);
            return channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
        }

        void tick() throws IOException {
            tone.fill(frame);
            out.clear();
            out.put((byte) 0x80)
                    .put((byte) 0)
                    .putShort((short) sent)
                    .putInt(160 * sent)
                    .putInt(42);
            G711.encode(Codec.PCMU, frame, 0, 160, out);
            out.flip();
            sent++;
            rtp.write(out);
            in.clear();
            while (rtp.read(in) > 0) {
                System.arraycopy(heard, 160, heard, 0, heard.length - 160);
                G711.decode(Codec.PCMU, in, 12, 160, frame, 0);
                System.arraycopy(frame, 0, heard, heard.length - 160, 160);
                in.clear();
            }
        }

        /** The median of tenths of a second: a busy machine may stretch time here and there. */
        double hears(double hertz) {
            return IntStream.range(0, 10)
                    .mapToDouble(i -> Tone.level(Arrays.copyOfRange(heard, 800 * i, 800 * (i + 1)), hertz))
                    .sorted()
                    .toArray()[5];
        }

        @Override
        public void close() throws IOException {
            media.close();
            rtp.close();
            rtcp.close();
        }
    }

    /** All phones speak for so long, on a schedule of their own. */
    private static void converse(List<Phone> phones, int millis) throws IOException {
        long deadlineNanos = System.nanoTime();
        for (int i = 0; i < millis / 20; i++) {
            for (Phone phone : phones) {
                phone.tick();
            }
            deadlineNanos += 20_000_000L;
            while (System.nanoTime() < deadlineNanos) {
                LockSupport.parkNanos(deadlineNanos - System.nanoTime());
            }
        }
    }

    private static void converseUntil(String what, List<Phone> phones, BooleanSupplier condition) throws IOException {
        long deadlineNanos = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadlineNanos, what);
            converse(phones, 100);
        }
    }

    private static boolean isNear(double level) {
        return Math.abs(level + 25) < 1.5;
    }

    @Test
    void andAreToldThingsAndCounted() throws Exception {
        try (MediaBridge bridge = bridge(200);
                Phone one = new Phone(bridge, 500);
                Phone two = new Phone(bridge, 700)) {
            one.media.say(List.of(Prompt.MUTED));
            one.media.enter(LOBBY);
            two.media.enter(LOBBY);
            converse(List.of(one, two), 2500);
            converseUntil(
                    "they hear each other", List.of(one, two), () -> isNear(one.hears(700)) && isNear(two.hears(500)));
            assertTrue(one.hears(500) < -60);
            assertEquals(List.of(new LegEvent.PromptsEnded(List.of(Prompt.MUTED))), List.copyOf(one.events));

            converseUntil(
                    "a level is told",
                    List.of(one, two),
                    () -> isNear(one.media.stats().levelDbov()));
            // Both are figures of the loop's: where it gets no processor it skips ticks, and sends nothing in them.
            long ticksBefore = bridge.stats().ticks();
            long sentBefore = one.media.stats().packetsSent();
            converse(List.of(one, two), 2000);
            PhoneMediaStats stats = one.media.stats();
            MediaStats all = bridge.stats();
            long ticks = all.ticks() - ticksBefore;
            long sent = stats.packetsSent() - sentBefore;
            assertTrue(ticks > 10 && Math.abs(ticks - sent) <= 2, sent + " packets in " + ticks + " ticks");
            assertTrue(stats.packetsReceived() > 210, stats.toString());
            assertTrue(bridge.opus().contains("libopus"), bridge.opus());
            assertEquals(2, all.legs());
            assertEquals(1, all.rooms());
            assertEquals(98, all.freePorts());
            assertTrue(all.ticks() > 100 && all.sinceLastTickNanos() < 1_000_000_000L, all.toString());
            // Where a phone gets no processor, its packets are late; nothing else is wrong with any of them.
            all.drops().forEach((reason, count) -> assertTrue(count == 0 || reason.equals("late"), all::toString));
        }
    }

    /** One waits where it does not know yet where it goes, on whichever loop that is. */
    @Test
    void andFindEachOtherFromWhereverTheyWait() throws Exception {
        try (MediaBridge bridge = MediaBridge.start(
                new MediaSettings(2, Loopback.freePorts(200), Duration.ofSeconds(30), Duration.ofSeconds(300)))) {
            List<Phone> phones = new ArrayList<>();
            try {
                for (int i = 0; i < 4; i++) {
                    phones.add(new Phone(bridge, new RoomId("waits-" + i), 500 + 200 * i));
                }
                assertEquals(4, awaitRooms(bridge, 4));
                converse(phones, 500);
                for (Phone phone : phones) {
                    phone.media.enter(LOBBY);
                    phone.media.say(List.of(Prompt.MUTED));
                }
                converseUntil(
                        "each hears the three others",
                        phones,
                        () -> IntStream.range(0, 4)
                                .allMatch(i -> IntStream.range(0, 4)
                                        .allMatch(j -> i == j
                                                ? phones.get(i).hears(500 + 200 * j) < -60
                                                : isNear(phones.get(i).hears(500 + 200 * j)))));
                for (Phone phone : phones) {
                    assertEquals(List.of(new LegEvent.PromptsEnded(List.of(Prompt.MUTED))), List.copyOf(phone.events));
                }
                assertEquals(1, bridge.stats().rooms());
                assertEquals(4, bridge.stats().legs());
                long packets = bridge.stats().packetsReceived();
                converse(phones, 1000);
                assertTrue(bridge.stats().packetsReceived() > packets + 150);
            } finally {
                for (Phone phone : phones) {
                    phone.close();
                }
            }
            await("ports are free", () -> bridge.stats().freePorts() == 100);
        }
    }

    private static int awaitRooms(MediaBridge bridge, int rooms) {
        await("rooms", () -> bridge.stats().rooms() == rooms);
        return bridge.stats().rooms();
    }

    @Test
    void aLoopWithFiftyPhonesAllocatesNothing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Phone> phones = new ArrayList<>();
        try (MediaBridge bridge = bridge(1000)) {
            for (int i = 0; i < 50; i++) {
                phones.add(new Phone(bridge, 300 + 40 * i));
                phones.getLast().media.enter(LOBBY);
            }
            long loop = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("media-loop-0"))
                    .findFirst()
                    .orElseThrow()
                    .threadId();
            converse(phones, 6000);
            long before = threads.getThreadAllocatedBytes(loop);
            long packetsBefore = bridge.stats().packetsReceived();
            converse(phones, 2000);
            long allocated = threads.getThreadAllocatedBytes(loop) - before;
            long packets = bridge.stats().packetsReceived() - packetsBefore;
            assertTrue(packets > 4500, packets + " packets");
            assertEquals(0, allocated, "bytes for " + packets + " packets");
        } finally {
            for (Phone phone : phones) {
                phone.close();
            }
        }
    }

    @Test
    void aThousandLegsLeaveNoPortAndNoFileBehind() throws Exception {
        try (MediaBridge bridge = bridge(200)) {
            bridge.openPhone(LOBBY, Language.ENGLISH, local(), event -> {}).close();
            await("the first is closed", () -> bridge.stats().freePorts() == 100);
            long filesBefore = openFiles();
            for (int round = 0; round < 10; round++) {
                List<PhoneMedia> open = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    open.add(bridge.openPhone(LOBBY, Language.ENGLISH, local(), event -> {}));
                }
                assertEquals(0, bridge.stats().freePorts());
                assertThrows(
                        PortsExhaustedException.class,
                        () -> bridge.openPhone(LOBBY, Language.ENGLISH, local(), event -> {}));
                for (PhoneMedia media : open) {
                    media.close();
                    media.close();
                    media.enter(LOBBY);
                }
                await("ports are free", () -> bridge.stats().freePorts() == 100);
            }
            await("the room is gone", () -> bridge.stats().rooms() == 0);
            assertEquals(filesBefore, openFiles());
        }
    }

    @Test
    void closingTheBridgeFreesEverythingInBoundedTime() throws Exception {
        MediaBridge bridge = bridge(200);
        for (int i = 0; i < 20; i++) {
            RoomId room = new RoomId("room-" + i);
            bridge.openPhone(room, Language.ENGLISH, local(), event -> {}).enter(room);
        }
        long began = System.nanoTime();
        bridge.close();
        assertTrue(System.nanoTime() - began < 20_000_000_000L);
        assertEquals(100, bridge.stats().freePorts());
        assertThrows(
                IllegalStateException.class, () -> bridge.openPhone(LOBBY, Language.ENGLISH, local(), event -> {}));
        assertEquals(100, bridge.stats().freePorts());
    }
}
