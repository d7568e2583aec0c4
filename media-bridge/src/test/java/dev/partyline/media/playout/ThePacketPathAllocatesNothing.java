package dev.partyline.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.FarPhone;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import dev.partyline.media.mix.AutomaticGain;
import dev.partyline.media.mix.ComfortNoise;
import dev.partyline.media.mix.DcFilter;
import dev.partyline.media.mix.LevelMeter;
import dev.partyline.media.mix.Limiter;
import dev.partyline.media.mix.MixBus;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.Rtcp;
import dev.partyline.media.rtp.RtcpReader;
import dev.partyline.media.rtp.RtpPacket;
import dev.partyline.media.rtp.SendStream;
import dev.partyline.media.rtp.TelephoneEvents;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One leg from datagram to datagram, with loss, reordering, drift of the ticks and keys, over 100,000 packets. */
// An ordinal is an index of this run, never stored.
@SuppressWarnings("EnumOrdinal")
final class ThePacketPathAllocatesNothing {
    private static final int DISTINCT = 4096;

    private final ByteBuffer[] packets = new ByteBuffer[DISTINCT];
    private final RtpPacket packet = new RtpPacket();
    private final ReceiveStream receive = new ReceiveStream(8000);
    private final TelephoneEvents events = new TelephoneEvents();
    private final PhonePlayout playout = new PhonePlayout(JitterBuffer.Settings.PHONE);
    private final LevelMeter meter = new LevelMeter();
    private final DcFilter offset = new DcFilter(8000);
    private final AutomaticGain gain = new AutomaticGain();
    private final MixBus bus = new MixBus(160);
    private final Limiter limiter = new Limiter(8000);
    private final ComfortNoise noise = new ComfortNoise(1);
    private final SendStream send = new SendStream(new Random(1));
    private final RtcpReader reports = new RtcpReader();
    private final byte[] cname = "a@b".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private final ByteBuffer out = ByteBuffer.allocateDirect(1500);
    private final short[] frame = new short[160];
    private final short[] mixed = new short[160];
    private final long[] drops = new long[DropReason.count()];
    private long now;
    private int sequence;

    private void tick() {
        int k = sequence % 100;
        // Every 50th is lost, every 33rd pair swapped, every 20th comes twice.
        int order = k % 33 == 0 ? sequence + 1 : k % 33 == 1 ? sequence - 1 : sequence;
        if (k != 50) {
            take(order);
        }
        if (k % 20 == 7) {
            take(order);
        }
        sequence++;
        playout.next(frame, now);
        meter.measure(frame);
        offset.filter(frame);
        gain.hear(meter);
        gain.apply(frame);
        noise.fill(frame);
        bus.clear();
        bus.add(frame);
        bus.add(frame);
        bus.mixMinus(frame, limiter, mixed);
        out.clear();
        send.writeHeader(out, 0, false);
        G711.encode(Codec.PCMU, mixed, 0, 160, out);
        send.countPayload(160);
        send.advance(160);
        if (k == 0) {
            out.clear();
            Rtcp.writeReport(out, true, send, receive, reports, cname, Rtcp.ntpTimestamp(now / 1000, 5), now);
            out.flip();
            reports.parse(out, send.ssrc(), now);
        }
        now += sequence % 500 == 0 ? 60_000_000L : 20_000_000L;
    }

    private void take(int number) {
        ByteBuffer bytes = packets[number & (DISTINCT - 1)];
        bytes.putShort(2, (short) number);
        bytes.putInt(4, number * 160);
        if (!packet.parse(bytes)) {
            drops[DropReason.MALFORMED.ordinal()]++;
            return;
        }
        DropReason refused = receive.accept(packet, now);
        if (refused == null && events.accept(packet, now) >= -1) {
            refused = playout.insert(packet, receive.extendedSequence(), now);
        }
        if (refused != null) {
            drops[refused.ordinal()]++;
        }
    }

    @Test
    void hundredThousandPackets() {
        FarPhone phone = new FarPhone(Codec.PCMU, n -> 9000 * Math.sin(n * 0.3) * Math.sin(n * 0.00007), 0, 0);
        for (int i = 0; i < DISTINCT; i++) {
            packets[i] = ByteBuffer.allocateDirect(172).put(phone.nextPacket()).flip();
        }
        playout.codec(Codec.PCMU);
        for (int i = 0; i < 30_000; i++) {
            tick();
        }
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        threads.getThreadAllocatedBytes(thread);
        long before = threads.getThreadAllocatedBytes(thread);
        long start = System.nanoTime();
        for (int i = 0; i < 100_000; i++) {
            tick();
        }
        long nanos = System.nanoTime() - start;
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        System.out.printf(
                "100,000 ticks of one leg: %d bytes allocated, %.2f us a tick, %d frames concealed, duplicates %d%n",
                allocated, nanos / 1e8, playout.framesConcealed(), drops[DropReason.DUPLICATE.ordinal()]);
        // The two readings themselves may count; a byte a packet would be 100,000.
        assertTrue(allocated < 1000, "allocated " + allocated);
        assertTrue(playout.framesConcealed() > 1000);
        assertTrue(drops[DropReason.DUPLICATE.ordinal()] > 1000);
        assertEquals(0, drops[DropReason.MALFORMED.ordinal()]);
    }
}
