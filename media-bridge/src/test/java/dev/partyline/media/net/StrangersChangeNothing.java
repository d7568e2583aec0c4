package dev.partyline.media.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.MediaSettings;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.PortRange;
import dev.partyline.media.RoomId;
import dev.partyline.media.codec.G711;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.PromptLibrary;
import dev.partyline.media.prompt.Prompts;
import dev.partyline.media.room.PhoneLeg;
import dev.partyline.media.room.Rooms;
import dev.partyline.media.room.Tone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real sockets, virtual time: on loopback a datagram is there when its sending returns. */
class StrangersChangeNothing {
    private static final Prompts PROMPTS = PromptLibrary.shipped().in(Language.ENGLISH);
    private static final RoomId ROOM = new RoomId("lobby");
    private static final MediaSettings SETTINGS =
            new MediaSettings(1, new PortRange(21_000, 21_999), Duration.ofSeconds(30), Duration.ofSeconds(300));

    private final List<LegEvent> events = new ArrayList<>();
    private final RtcpWatch watch = new RtcpWatch();

    private static DatagramChannel socket(String address) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        return channel.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
    }

    /** One phone on two sockets. */
    private static final class Phone implements AutoCloseable {
        final DatagramChannel rtp = socket("127.0.0.2");
        final DatagramChannel rtcp = socket("127.0.0.2");
        final PhonePort port;
        final PhoneLeg leg;
        final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private final Tone tone;
        private final short[] frame = new short[160];
        private int sent;

        Phone(PhonePort port, PhoneLeg leg, double hertz) throws IOException {
            this.port = port;
            this.leg = leg;
            tone = new Tone(hertz, -20);
        }

        void connect(long nowNanos) throws IOException {
            leg.connect(
                    new PhoneStream(
                            (InetSocketAddress) rtp.getLocalAddress(),
                            (InetSocketAddress) rtcp.getLocalAddress(),
                            Codec.PCMU,
                            101,
                            MediaDirection.SENDRECV,
                            20),
                    nowNanos);
        }

        void speak() throws IOException {
            tone.fill(frame);
            rtp.send(
                    packet(0, sent, 160 * sent, 42, frame),
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port.rtpPort()));
            sent++;
        }

        void listen() throws IOException {
            ByteBuffer in = ByteBuffer.allocate(2048);
            while (rtp.receive(in) != null) {
                heard.write(in.array(), 0, in.position());
                in.clear();
            }
        }

        @Override
        public void close() throws IOException {
            rtp.close();
            rtcp.close();
        }
    }

    private static ByteBuffer packet(int payloadType, int sequence, int timestamp, int ssrc, short[] samples) {
        ByteBuffer out = ByteBuffer.allocate(12 + samples.length);
        out.put((byte) 0x80)
                .put((byte) payloadType)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc);
        G711.encode(Codec.PCMU, samples, 0, samples.length, out);
        return out.flip();
    }

    private void spray(DatagramChannel stranger, PhonePort port, int tick) throws IOException {
        short[] noise = new short[160];
        new Tone(1950, -3).fill(noise);
        InetSocketAddress rtp = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port.rtpPort());
        stranger.send(ByteBuffer.allocate(0), rtp);
        stranger.send(packet(0, tick + 1, 160 * (tick + 1), 42, noise), rtp);
        stranger.send(packet(0, tick, 160 * tick, 99, noise), rtp);
        byte[] key = {1, (byte) 0x8a, 3, 32};
        ByteBuffer press = ByteBuffer.allocate(16);
        press.put((byte) 0x80)
                .put((byte) 101)
                .putShort((short) tick)
                .putInt(160 * tick)
                .putInt(42)
                .put(key);
        stranger.send(press.flip(), rtp);
        byte[] bye = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 42, (byte) 0x81, (byte) 203, 0, 1, 0, 0, 0, 42};
        stranger.send(
                ByteBuffer.wrap(bye), new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port.rtpPort() + 1));
    }

    @AfterEach
    void closeWatch() {
        watch.close();
    }

    private List<byte[]> conversation(boolean withStranger) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        PortPool pool = new PortPool(SETTINGS.phonePorts(), new SplittableRandom());
        List<Throwable> faults = new ArrayList<>();
        OpusLibrary opus = OpusLibrary.load();
        Rooms rooms = new Rooms(PromptLibrary.shipped().waitingMusic(), opus, faults::add);
        List<Phone> phones = new ArrayList<>();
        long nowNanos = 0;
        try (DatagramChannel stranger = socket("127.0.0.66")) {
            for (int i = 0; i < 2; i++) {
                PhonePort port = PhonePort.open(pool, InetAddress.ofLiteral("127.0.0.1"), watch);
                PhoneLeg leg = new PhoneLeg(
                        port, PROMPTS, SETTINGS, () -> 0L, random.split(), events::add, rooms.counters(), opus);
                phones.add(new Phone(port, leg, 500 + 200 * i));
                rooms.open(ROOM, leg);
                rooms.enter(ROOM, leg, nowNanos);
            }
            for (int tick = 0; tick < 400; tick++) {
                nowNanos += 20_000_000L;
                for (Phone phone : phones) {
                    if (withStranger) {
                        spray(stranger, phone.port, tick);
                    }
                    if (tick == 25 || tick == 200) {
                        phone.connect(nowNanos);
                    }
                    if (tick > 25) {
                        phone.speak();
                    }
                }
                watch.look();
                rooms.tick(nowNanos, 0);
                for (Phone phone : phones) {
                    phone.listen();
                }
            }
            assertEquals(null, stranger.receive(ByteBuffer.allocate(2048)), "nothing is sent to a stranger");
            rooms.close(nowNanos);
            assertEquals(null, stranger.receive(ByteBuffer.allocate(2048)), "nothing is sent to a stranger");
            assertEquals(List.of(), faults);
            List<byte[]> heard = new ArrayList<>();
            for (Phone phone : phones) {
                heard.add(phone.heard.toByteArray());
            }
            return heard;
        } finally {
            for (Phone phone : phones) {
                phone.close();
            }
            watch.look();
            assertEquals(500, pool.freePairs());
        }
    }

    @Test
    void whatIsHeardIsTheSameToTheBit() throws Exception {
        List<byte[]> undisturbed = conversation(false);
        List<byte[]> sprayed = conversation(true);
        for (int i = 0; i < undisturbed.size(); i++) {
            assertTrue(undisturbed.get(i).length > 300 * 172, "a conversation took place");
            assertArrayEquals(undisturbed.get(i), sprayed.get(i));
        }
        assertEquals(List.of(), events, "no key of a stranger");
    }

    @Test
    void aFarEndThatMovedLeavesItsOldAddressAStranger() throws Exception {
        PortPool pool = new PortPool(SETTINGS.phonePorts(), new SplittableRandom());
        ByteBuffer in = ByteBuffer.allocateDirect(2048);
        try (DatagramChannel before = socket("127.0.0.2");
                DatagramChannel after = socket("127.0.0.3");
                PhonePort port = PhonePort.open(pool, InetAddress.ofLiteral("127.0.0.1"), watch)) {
            InetSocketAddress bridge = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port.rtpPort());
            InetSocketAddress nowhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 9);
            assertTrue(port.connect((InetSocketAddress) before.getLocalAddress(), nowhere));
            before.send(ByteBuffer.wrap(new byte[] {1}), bridge);
            assertEquals(1, port.receiveRtp(in));
            before.send(ByteBuffer.wrap(new byte[] {2}), bridge);

            assertTrue(port.connect((InetSocketAddress) after.getLocalAddress(), nowhere));
            before.send(ByteBuffer.wrap(new byte[] {3}), bridge);
            assertEquals(-1, port.receiveRtp(in));
            after.send(ByteBuffer.wrap(new byte[] {4}), bridge);
            in.clear();
            assertEquals(1, port.receiveRtp(in));
            assertEquals(4, in.get(0));
        }
    }

    @Test
    void aFarEndThatIsGoneIsCountedAndEndsNothing() throws Exception {
        PortPool pool = new PortPool(SETTINGS.phonePorts(), new SplittableRandom());
        InetSocketAddress gone;
        try (DatagramChannel closed = socket("127.0.0.2")) {
            gone = (InetSocketAddress) closed.getLocalAddress();
        }
        try (PhonePort port = PhonePort.open(pool, InetAddress.ofLiteral("127.0.0.1"), watch);
                DatagramChannel after = socket("127.0.0.3")) {
            assertTrue(port.connect(gone, gone));
            ByteBuffer datagram = ByteBuffer.allocateDirect(172);
            for (int i = 0; i < 10; i++) {
                datagram.clear();
                port.sendRtp(datagram);
            }
            assertTrue(port.unreachable() > 0);
            InetSocketAddress there = (InetSocketAddress) after.getLocalAddress();
            assertTrue(port.connect(there, there));
            datagram.clear();
            assertTrue(port.sendRtp(datagram));
        }
        watch.look();
        assertEquals(500, pool.freePairs());
    }
}
