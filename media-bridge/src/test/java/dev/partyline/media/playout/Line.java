package dev.partyline.media.playout;

import dev.partyline.media.FarPhone;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.SeededNetwork;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** A far phone, a network and the playout of one leg, ticked every 20 ms of virtual time. */
final class Line {
    static final long TICK = 20_000_000L;

    FarPhone phone;
    final SeededNetwork network;
    final ReceiveStream receive = new ReceiveStream(8000);
    final PhonePlayout playout = new PhonePlayout(JitterBuffer.Settings.PHONE);
    final Map<DropReason, Integer> drops = new EnumMap<>(DropReason.class);
    final Map<Playout, Integer> frames = new EnumMap<>(Playout.class);
    private final RtpPacket packet = new RtpPacket();
    private final short[] frame = new short[160];
    private short[] heard = new short[8000];
    private int heardSamples;
    boolean talking = true;
    /** Somebody looks now and then, and finds that all has come well before the tick. */
    boolean early;

    long now;

    Line(FarPhone phone, SeededNetwork network, PhoneStream.Codec codec) {
        this.phone = phone;
        this.network = network;
        playout.codec(codec);
    }

    /** Goes on with another phone at the other end. */
    Line with(FarPhone other) {
        phone = other;
        return this;
    }

    Playout tick() {
        while (phone.nextNanos() <= now) {
            long at = phone.nextNanos();
            if (talking) {
                network.send(phone.nextPacket(), at);
            } else {
                phone.pause();
            }
        }
        for (ByteBuffer datagram = network.poll(now); datagram != null; datagram = network.poll(now)) {
            take(datagram);
        }
        if (early && now / TICK % 17 == 0) {
            playout.looked(true);
        }
        Playout result = playout.next(frame, now);
        frames.merge(result, 1, Integer::sum);
        if (heardSamples + 160 > heard.length) {
            heard = Arrays.copyOf(heard, heard.length * 2);
        }
        System.arraycopy(frame, 0, heard, heardSamples, 160);
        heardSamples += 160;
        now += TICK;
        return result;
    }

    private void take(ByteBuffer datagram) {
        if (!packet.parse(datagram)) {
            drops.merge(DropReason.MALFORMED, 1, Integer::sum);
            return;
        }
        DropReason refused = receive.accept(packet, now);
        if (refused == null) {
            if (receive.ssrcChanged()) {
                playout.reset();
            }
            refused = playout.insert(packet, receive.extendedSequence(), now);
        }
        if (refused != null) {
            drops.merge(refused, 1, Integer::sum);
        }
    }

    void run(double seconds) {
        long ticks = Math.round(seconds * 50);
        for (long i = 0; i < ticks; i++) {
            tick();
        }
    }

    /** Everything heard so far. */
    short[] heard() {
        return Arrays.copyOf(heard, heardSamples);
    }

    /** The last seconds heard. */
    short[] last(double seconds) {
        return Arrays.copyOfRange(heard, heardSamples - (int) (seconds * 8000), heardSamples);
    }

    void forgetHeard() {
        heardSamples = 0;
    }

    int count(Playout kind) {
        return frames.getOrDefault(kind, 0);
    }
}
