package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserAudio;
import dev.partyline.media.BrowserMode;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.MixListener;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import dev.partyline.media.codec.G722Encoder;
import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusFrames;
import dev.partyline.media.codec.PacketEncoder;
import dev.partyline.media.room.LoopCounters.Counter;
import dev.partyline.media.rtp.RtpPacket;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forwarded and mixed listeners and talkers, phones too, from packet to packet, tick after tick. */
class ARoomOfBrowsersAllocatesNothing {
    private static final int WARMING_TICKS = 4000;
    private static final int TICKS = 2000;

    /** Takes what it is sent and sends the same packet, over and over. */
    private static final class EndlessPhone implements PhoneTransport {
        private final byte[] datagram;
        private final int unitsAFrame;
        private int sequence;
        private boolean taken;

        EndlessPhone(Codec codec) {
            short[] samples = new short[codec.sampleRate() / 50];
            new Tone(800, -20, codec.sampleRate()).fill(samples);
            byte[] payload = new byte[OpusFrames.MAX_PACKET_BYTES];
            int length = encode(codec, samples, payload);
            datagram = new byte[12 + length];
            datagram[0] = (byte) 0x80;
            datagram[1] = (byte) codec.payloadType();
            System.arraycopy(payload, 0, datagram, 12, length);
            unitsAFrame = codec.clockRate() / 50;
        }

        private static int encode(Codec codec, short[] samples, byte[] out) {
            if (codec.sampleRate() == 8000) {
                G711.encode(codec, samples, 0, 160, out, 0);
                return 160;
            }
            try (PacketEncoder encoder = codec == Codec.G722 ? new G722Encoder() : TestRoom.OPUS.encoder(48_000, 5)) {
                return encoder.encode(samples, out);
            }
        }

        void tick() {
            sequence++;
            taken = false;
        }

        @Override
        public int receiveRtp(ByteBuffer into) {
            if (taken) {
                return -1;
            }
            taken = true;
            int start = into.position();
            into.put(datagram);
            into.putShort(start + 2, (short) sequence).putInt(start + 4, unitsAFrame * sequence);
            return datagram.length;
        }

        @Override
        public boolean connect(InetSocketAddress remoteRtp, InetSocketAddress remoteRtcp) {
            return true;
        }

        @Override
        public void disconnect() {}

        @Override
        public int receiveRtcp(ByteBuffer into) {
            return -1;
        }

        @Override
        public boolean sendRtp(ByteBuffer datagram) {
            return true;
        }

        @Override
        public boolean sendRtcp(ByteBuffer datagram) {
            return true;
        }

        @Override
        public void close() {}
    }

    private static final class CountingListener implements MixListener {
        long packets;
        long bytes;

        @Override
        public void mixed(byte[] opus, int length, int[] csrcs, int csrcCount, int levelDbov) {
            packets++;
            bytes += length;
        }

        @Override
        public void broken() {
            throw new AssertionError("broken");
        }
    }

    private final TestRoom room = new TestRoom();
    private final CountingListener listener = new CountingListener();
    private final List<BrowserAudio> talkers = new ArrayList<>();
    private final List<EndlessPhone> phones = new ArrayList<>();
    private final ByteBuffer bytes = ByteBuffer.allocate(1500);
    private final RtpPacket packet = new RtpPacket();
    private long sequence = 1000;

    private BrowserAudio joins(BrowserMode mode) {
        BrowserAudio audio = room.rooms.openBrowser(TestRoom.LOBBY, listener);
        audio.mode(mode);
        audio.enter(room.nowNanos);
        return audio;
    }

    private void phoneJoins(Codec codec) {
        EndlessPhone wire = new EndlessPhone(codec);
        PhoneLeg leg = room.newLeg(wire, event -> {});
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 4000);
        room.rooms.open(TestRoom.LOBBY, leg);
        leg.connect(new PhoneStream(anywhere, anywhere, codec, -1, MediaDirection.SENDRECV, 20), room.nowNanos);
        room.rooms.enter(TestRoom.LOBBY, leg, room.nowNanos);
        phones.add(wire);
    }

    private void ticks(int count) {
        for (int n = 0; n < count; n++) {
            sequence++;
            bytes.putShort(2, (short) sequence).putInt(4, (int) (960 * sequence));
            for (int i = 0; i < talkers.size(); i++) {
                // They talk for a second and listen for another, so that streams part and meet.
                int level = (sequence / 50 + i) % 2 == 0 ? -20 : -127;
                talkers.get(i).receive(packet, sequence, level, room.nowNanos);
            }
            for (int i = 0; i < phones.size(); i++) {
                phones.get(i).tick();
            }
            room.nowNanos += 20_000_000L;
            room.rooms.tick(room.nowNanos, 0);
        }
    }

    @Test
    void notAByteATick() {
        short[] samples = new short[960];
        byte[] opus = new byte[OpusFrames.MAX_PACKET_BYTES];
        try (OpusEncoder encoder = TestRoom.OPUS.encoder(48_000, 5)) {
            new Tone(1000, -20, 48_000).fill(samples);
            int length = encoder.encode(samples, opus);
            bytes.put(new byte[] {(byte) 0x80, 111, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7})
                    .put(opus, 0, length)
                    .flip();
        }
        assertTrue(packet.parse(bytes));
        for (int i = 0; i < 10; i++) {
            joins(BrowserMode.FORWARDED);
        }
        joins(BrowserMode.MIXED);
        talkers.add(joins(BrowserMode.MIXED));
        talkers.add(joins(BrowserMode.FORWARDED));
        phoneJoins(Codec.PCMU);
        phoneJoins(Codec.PCMU);
        phoneJoins(Codec.G722);
        phoneJoins(Codec.OPUS);
        ticks(WARMING_TICKS);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        threads.getThreadAllocatedBytes(thread);
        long packetsBefore = listener.packets;
        long encodesBefore = room.count(Counter.OPUS_ENCODES);
        long before = threads.getThreadAllocatedBytes(thread);
        long start = System.nanoTime();
        ticks(TICKS);
        long nanos = System.nanoTime() - start;
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        System.out.printf(
                "%d ticks of 13 browsers and 4 phones of three rates: %d bytes allocated, %.0f us a tick, %.2f encodes a tick%n",
                TICKS,
                allocated,
                nanos / 1e3 / TICKS,
                (double) (room.count(Counter.OPUS_ENCODES) - encodesBefore) / TICKS);
        // The two readings themselves may count.
        assertTrue(allocated < 1000, "allocated " + allocated);
        assertEquals(13L * TICKS, listener.packets - packetsBefore);
        assertTrue(listener.bytes > 0);
        assertEquals(List.of(), room.faults);
    }
}
