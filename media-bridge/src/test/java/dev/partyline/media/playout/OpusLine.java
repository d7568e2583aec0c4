package dev.partyline.media.playout;

import dev.partyline.media.SeededNetwork;
import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/** A far browser, a network and the playout of its audio, ticked every 20 ms of virtual time. */
final class OpusLine implements AutoCloseable {
    static final long TICK = 20_000_000L;

    private static final int FRAME = PacketPlayout.FRAME_SAMPLES;
    private static final OpusLibrary OPUS = OpusLibrary.load();

    final FarBrowser browser;
    final SeededNetwork network;
    final PacketPlayout playout = new PacketPlayout(JitterBuffer.Settings.PHONE, OPUS.decoder());
    final Map<DropReason, Integer> drops = new EnumMap<>(DropReason.class);
    final Map<Playout, Integer> frames = new EnumMap<>(Playout.class);
    private final OpusEncoder encoder = OPUS.encoder(48_000, 5);
    private final ReceiveStream receive = new ReceiveStream(48_000);
    private final RtpPacket packet = new RtpPacket();
    private final short[] frame = new short[FRAME];
    private short[] heard = new short[48_000];
    private int heardSamples;
    boolean talking = true;
    int level = 1;
    long now;

    OpusLine(LongToDoubleFunction signal, SeededNetwork network, double ppm) {
        this(signal, network, ppm, 65_000, -96_000);
    }

    OpusLine(LongToDoubleFunction signal, SeededNetwork network, double ppm, int sequence, int timestamp) {
        browser = new FarBrowser(encoder, signal, sequence, timestamp, ppm);
        this.network = network;
    }

    Playout tick() {
        while (browser.nextNanos() <= now) {
            long at = browser.nextNanos();
            if (talking) {
                network.send(browser.nextPacket(), at);
            } else {
                browser.pause();
            }
        }
        for (ByteBuffer datagram = network.poll(now); datagram != null; datagram = network.poll(now)) {
            take(datagram.duplicate());
        }
        Playout result = playout.next(frame, now);
        frames.merge(result, 1, Integer::sum);
        if (heardSamples + FRAME > heard.length) {
            heard = Arrays.copyOf(heard, heard.length * 2);
        }
        System.arraycopy(frame, 0, heard, heardSamples, FRAME);
        heardSamples += FRAME;
        now += TICK;
        return result;
    }

    private void take(ByteBuffer datagram) {
        DropReason refused = DropReason.MALFORMED;
        if (packet.parse(datagram)) {
            refused = receive.accept(packet, now);
            if (refused == null) {
                if (receive.ssrcChanged()) {
                    playout.reset();
                }
                refused = playout.insert(packet, receive.extendedSequence(), level, now);
            }
        }
        if (refused != null) {
            drops.merge(refused, 1, Integer::sum);
        }
    }

    void run(double seconds) {
        for (long i = Math.round(seconds * 50); i > 0; i--) {
            tick();
        }
    }

    short[] heard() {
        return Arrays.copyOf(heard, heardSamples);
    }

    short[] last(double seconds) {
        return Arrays.copyOfRange(heard, heardSamples - (int) (seconds * 48_000), heardSamples);
    }

    void forgetHeard() {
        heardSamples = 0;
    }

    int count(Playout kind) {
        return frames.getOrDefault(kind, 0);
    }

    @Override
    public void close() {
        playout.close();
        encoder.close();
    }
}
