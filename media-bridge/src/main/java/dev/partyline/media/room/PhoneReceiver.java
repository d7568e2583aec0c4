package dev.partyline.media.room;

import dev.partyline.media.AudioPayload;
import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G722Decoder;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.mix.LevelMeter;
import dev.partyline.media.playout.JitterBuffer;
import dev.partyline.media.playout.LegPlayout;
import dev.partyline.media.playout.PacketPlayout;
import dev.partyline.media.playout.PhonePlayout;
import dev.partyline.media.playout.Playout;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a phone leg: datagram, packet, source and sequence, then either a key press or audio, then
 * one frame a tick and its level.
 */
final class PhoneReceiver implements AutoCloseable {
    private static final int CLOCK_RATE = 8000;
    private static final int UNITS_A_TICK = CLOCK_RATE / 50;
    // More than these in one tick is no phone; a late tick finds the packets of those before it too.
    private static final int MOST_TAKEN = 32;
    private static final int MOST_READ = 128;

    private final LegCounters counters;
    private final Liveness liveness;
    private final PacketsDue due;
    private final ReceiveStream stream = new ReceiveStream(CLOCK_RATE);
    private final Keys keys;
    private final OpusLibrary opus;
    private final LevelMeter level = new LevelMeter();
    private final Reception reception;
    private PhonePlayout narrow = new PhonePlayout(JitterBuffer.Settings.PHONE);
    private LegPlayout playout = narrow;
    /** Of those that this one took the place of. */
    private long concealedBefore;

    private long stretchedBefore;
    private long underrunsBefore;
    // Of most phones there is none: what each of hundreds has to look at in a tick is kept small.
    private @Nullable NoiseFill noise;
    private short[] frame = new short[PhonePlayout.FRAME_SAMPLES];

    private Codec codec = Codec.PCMU;
    private int audioPayloadType = -1;
    private int eventPayloadType = -1;
    // RFC 3389: phones that suppress silence send it without asking.
    private int noisePayloadType = -1;
    private int audioPackets;
    /** How long they lasted, as far as that is known without decoding. */
    private int audioUnits;
    /** Packets of audio that had come shortly before the tick; -1 where nobody looked. */
    private int early = -1;

    private int earlyUnits;

    private boolean held = true;
    private boolean hushed;

    PhoneReceiver(LegCounters counters, Consumer<LegEvent> listener, Liveness liveness, OpusLibrary opus) {
        this.counters = counters;
        reception = new Reception(counters);
        this.opus = opus;
        due = new PacketsDue(counters.csrc() >>> 1);
        keys = new Keys(listener);
        this.liveness = liveness;
    }

    void connect(PhoneStream agreed) {
        MediaDirection direction = agreed.direction();
        if (held == direction.receives()) {
            playout.reset();
        }
        held = !direction.receives();
        audioPayloadType = agreed.payload().received();
        eventPayloadType = agreed.telephoneEventPayloadType();
        noisePayloadType = agreed.payload().comfortNoise();
        use(agreed.codec());
    }

    private void use(Codec agreed) {
        Codec before = codec;
        codec = agreed;
        if (agreed.sampleRate() == before.sampleRate()) {
            if (agreed.sampleRate() == CLOCK_RATE) {
                narrow.codec(agreed);
            }
            return;
        }
        concealedBefore += playout.framesConcealed();
        stretchedBefore += playout.framesStretched();
        underrunsBefore += playout.underruns();
        playout.close();
        playout = switch (agreed) {
            case PCMU, PCMA -> {
                narrow = new PhonePlayout(JitterBuffer.Settings.PHONE);
                narrow.codec(agreed);
                yield narrow;
            }
            case G722 -> new PacketPlayout(JitterBuffer.Settings.PHONE, new G722Decoder());
            case OPUS -> new PacketPlayout(JitterBuffer.Settings.PHONE, opus.decoder());
        };
        playout.reset();
        stream.clockRate(agreed.clockRate());
        if (agreed.clockRate() != before.clockRate()) {
            keys.clockRate(agreed.clockRate());
        }
        due.reset();
        frame = new short[agreed.sampleRate() / 50];
        noise = null;
    }

    void listenForTones(boolean listen) {
        keys.listenForTones(listen);
    }

    /**
     * Shortly before the tick, now and then: takes what has come already. Where the tick finds no more than that, this
     * phone's packets need not wait for the one after it.
     *
     * @param tickNanos when the tick is to begin
     */
    void lookEarly(PhoneTransport transport, Workbench bench, long tickNanos) {
        if (due.readsAllNext()) {
            due.look();
            int before = audioUnits;
            early = take(transport, bench, MOST_TAKEN, tickNanos);
            earlyUnits = audioUnits - before;
        }
    }

    /** Takes what has come since the last tick. */
    void receive(PhoneTransport transport, Workbench bench, int skippedTicks, long nowNanos) {
        due.tick();
        // Who has said already what he says until the tick says no more in the few milliseconds before it.
        boolean complete = early > 0 && earlyUnits >= UNITS_A_TICK && skippedTicks == 0 && !due.readsAll();
        int found = complete ? 0 : take(transport, bench, MOST_TAKEN * (1L + skippedTicks), nowNanos);
        if (early + found > 0 && early >= 0 && skippedTicks == 0) {
            playout.looked(found == 0);
        }
        early = -1;
        counters.received(stream.packetsReceived());
        counters.lost(stream.packetsLost());
    }

    /** @return how many packets of audio were among them */
    private int take(PhoneTransport transport, Workbench bench, long most, long nowNanos) {
        ByteBuffer in = bench.in();
        int before = audioPackets;
        for (int read = 0; read < MOST_READ && due.another(); read++) {
            in.clear();
            if (transport.receiveRtp(in) < 0) {
                due.nothing();
                break;
            }
            in.flip();
            DropReason refused = read < most ? take(in, bench.packet(), nowNanos) : DropReason.FLOODED;
            if (refused != null) {
                counters.dropped(refused);
            }
            reception.packet(stream, refused);
        }
        return audioPackets - before;
    }

    private @Nullable DropReason take(ByteBuffer datagram, RtpPacket packet, long nowNanos) {
        if (datagram.limit() == datagram.capacity()) {
            return DropReason.OVERSIZED;
        }
        if (!packet.parse(datagram)) {
            return DropReason.MALFORMED;
        }
        int payloadType = packet.payloadType();
        if (payloadType != audioPayloadType && payloadType != eventPayloadType && !isNoise(payloadType)) {
            return DropReason.UNKNOWN_PAYLOAD_TYPE;
        }
        DropReason refused = stream.accept(packet, nowNanos);
        if (refused != null) {
            return refused;
        }
        liveness.heard(nowNanos);
        if (stream.ssrcChanged()) {
            due.reset();
            playout.reset();
            keys.reset();
            noise = null;
        }
        if (payloadType == eventPayloadType) {
            playout.passed(stream.extendedSequence());
            return keys.event(packet, nowNanos);
        }
        if (isNoise(payloadType)) {
            playout.passed(stream.extendedSequence());
            return hiss(packet);
        }
        // Of Opus only a decoder knows how long a packet lasts: then whatever is there is read.
        if (codec != Codec.OPUS) {
            due.audio(packet.timestamp(), packet.payloadLength(), nowNanos);
            audioUnits += packet.payloadLength();
        }
        if (noise != null) {
            noise.audio();
        }
        audioPackets++;
        if (held) {
            return DropReason.HELD;
        }
        // A packet that comes too late to be played is a part of a key's tone nevertheless.
        keys.audio(codec, packet, nowNanos);
        return playout.insert(packet, stream.extendedSequence(), nowNanos);
    }

    private boolean isNoise(int payloadType) {
        return payloadType == noisePayloadType || payloadType == AudioPayload.COMFORT_NOISE;
    }

    private @Nullable DropReason hiss(RtpPacket packet) {
        if (packet.payloadLength() == 0) {
            return DropReason.MALFORMED;
        }
        if (!held) {
            if (noise == null) {
                noise = new NoiseFill(counters.csrc(), frame.length);
            }
            noise.told(packet.buffer().get(packet.payloadOffset()));
        }
        return null;
    }

    /** The frame of this tick and its level. */
    void play(Workbench bench, long nowNanos) {
        // Most phones of a large room are silent: a frame that nobody is to hear is measured and forgotten.
        boolean passes = codec.sampleRate() == CLOCK_RATE;
        short[] passing = passes ? bench.frame() : frame;
        Playout played = playout.next(passing, nowNanos);
        hushed = keys.hushes(playout.delayMillis(), nowNanos);
        boolean hissing = noise != null && noise.fill(played, passing);
        if (hushed || hissing || played == Playout.SILENCE) {
            level.silence();
        } else {
            level.measure(passing);
        }
        if (passes && speaking()) {
            System.arraycopy(passing, 0, frame, 0, frame.length);
        }
        counters.concealed(concealedBefore + playout.framesConcealed());
        counters.stretched(stretchedBefore + playout.framesStretched());
        counters.underruns(underrunsBefore + playout.underruns());
        reception.tick(nowNanos);
        counters.heard(stream.jitterMicros(), playout.delayMillis(), level.levelDbov());
    }

    /**
     * What was sent by the far end, for this tick, where it is {@link #speaking}: always the same array, until another rate
     * is agreed.
     */
    short[] frame() {
        return frame;
    }

    /** Whether what it sends may and should be heard: not held, no key's own tone, and somebody speaks. */
    boolean speaking() {
        return !held && !hushed && level.speaking();
    }

    /** Of the frame of this tick. */
    LevelMeter level() {
        return level;
    }

    /** From the arrival of the soonest packets to their playout. */
    int delayMillis() {
        return playout.delayMillis();
    }

    ReceiveStream stream() {
        return stream;
    }

    @Override
    public void close() {
        playout.close();
    }
}
