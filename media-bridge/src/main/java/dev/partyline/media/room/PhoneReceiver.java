package dev.partyline.media.room;

import dev.partyline.media.AudioPayload;
import dev.partyline.media.Budget;
import dev.partyline.media.LegEvent;
import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G722Decoder;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.mix.LevelMeter;
import dev.partyline.media.playout.JitterBuffer;
import dev.partyline.media.playout.LegPlayout;
import dev.partyline.media.playout.OpusPlayout;
import dev.partyline.media.playout.PhonePlayout;
import dev.partyline.media.playout.Playout;
import dev.partyline.media.rtp.DropReason;
import dev.partyline.media.rtp.ReceiveStream;
import dev.partyline.media.rtp.RtpPacket;
import dev.partyline.media.rtp.TelephoneEvents;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a phone leg: datagram, packet, source and sequence, then either a key press or audio, then
 * one frame a tick and its level.
 */
final class PhoneReceiver implements AutoCloseable {
    private static final int CLOCK_RATE = 8000;
    // More than these in one tick is no phone; a late tick finds the packets of those before it too.
    private static final int MOST_TAKEN = 32;
    private static final int MOST_READ = 128;
    // Events are repeated every 50 ms or less (RFC 4733 section 2.5.1.2).
    private static final long EVENT_GAP_NANOS = 60_000_000L;
    private static final long NANOS_A_MILLI = 1_000_000L;

    private final LegCounters counters;
    private final Consumer<LegEvent> listener;
    private final Liveness liveness;
    private final PacketsDue due;
    private final RtpPacket packet = new RtpPacket();
    private final ReceiveStream stream = new ReceiveStream(CLOCK_RATE);
    private final TelephoneEvents events = new TelephoneEvents();
    private final OpusLibrary opus;
    private final PhonePlayout narrow = new PhonePlayout(JitterBuffer.Settings.PHONE);
    private final Budget keys = keyBudget();
    private final LevelMeter level = new LevelMeter();
    private LegPlayout playout = narrow;
    // Of most phones there is none: what each of hundreds has to look at in a tick is kept small.
    private @Nullable NoiseFill noise;
    private short[] frame = new short[PhonePlayout.FRAME_SAMPLES];

    private Codec codec = Codec.PCMU;
    private int audioPayloadType = -1;
    private int eventPayloadType = -1;
    // RFC 3389: phones that suppress silence send it without asking.
    private int noisePayloadType = -1;
    private int audioPackets;
    /** Packets of audio that had come shortly before the tick; -1 where nobody looked. */
    private int early = -1;

    private boolean held = true;
    private boolean pressing;
    private long pressedUntilNanos;

    PhoneReceiver(LegCounters counters, Consumer<LegEvent> listener, Liveness liveness, OpusLibrary opus) {
        this.counters = counters;
        this.opus = opus;
        due = new PacketsDue(counters.csrc() >>> 1);
        this.listener = listener;
        this.liveness = liveness;
    }

    /**
     * How many key presses a leg's owner is told: no finger presses more than 10 a second for long, and a far end that
     * sends hundreds must not crowd the other events out of its mailbox.
     */
    static Budget keyBudget() {
        return new Budget(20, 32);
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
        boolean sameKind = agreed.sampleRate() == codec.sampleRate();
        codec = agreed;
        if (agreed.sampleRate() == CLOCK_RATE) {
            narrow.codec(agreed);
        }
        if (sameKind) {
            return;
        }
        playout.close();
        playout = switch (agreed) {
            case PCMU, PCMA -> narrow;
            case G722 -> new OpusPlayout(JitterBuffer.Settings.PHONE, new G722Decoder());
            case OPUS -> new OpusPlayout(JitterBuffer.Settings.PHONE, opus.decoder());
        };
        playout.reset();
        stream.clockRate(agreed.clockRate());
        events.reset();
        due.reset();
        frame = new short[agreed.sampleRate() / 50];
        noise = null;
    }

    /**
     * Shortly before the tick, now and then: takes what has come already. Where the tick finds no more than that, this
     * phone's packets need not wait for the one after it.
     *
     * @param tickNanos when the tick is to begin
     */
    void lookEarly(PhoneTransport transport, ByteBuffer in, long tickNanos) {
        if (due.readsAllNext()) {
            early = take(transport, in, MOST_TAKEN, tickNanos);
        }
    }

    /** Takes what has come since the last tick. */
    void receive(PhoneTransport transport, ByteBuffer in, int skippedTicks, long nowNanos) {
        due.tick();
        int found = take(transport, in, MOST_TAKEN * (1L + skippedTicks), nowNanos);
        if (early + found > 0 && early >= 0 && skippedTicks == 0) {
            playout.looked(found == 0);
        }
        early = -1;
        counters.received(stream.packetsReceived());
        counters.lost(stream.packetsLost());
    }

    /** @return how many packets of audio were among them */
    private int take(PhoneTransport transport, ByteBuffer in, long most, long nowNanos) {
        int before = audioPackets;
        for (int read = 0; read < MOST_READ && due.another(); read++) {
            in.clear();
            if (transport.receiveRtp(in) < 0) {
                break;
            }
            in.flip();
            DropReason refused = read < most ? take(in, nowNanos) : DropReason.FLOODED;
            if (refused != null) {
                counters.dropped(refused);
            }
        }
        return audioPackets - before;
    }

    private @Nullable DropReason take(ByteBuffer datagram, long nowNanos) {
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
            events.reset();
            noise = null;
        }
        if (payloadType == eventPayloadType) {
            return press(nowNanos);
        }
        if (isNoise(payloadType)) {
            return hiss();
        }
        // Of Opus only a decoder knows how long a packet lasts: then whatever is there is read.
        if (codec != Codec.OPUS) {
            due.audio(packet.timestamp(), packet.payloadLength(), nowNanos);
        }
        if (noise != null) {
            noise.audio();
        }
        audioPackets++;
        return held ? DropReason.HELD : playout.insert(packet, stream.extendedSequence(), nowNanos);
    }

    private boolean isNoise(int payloadType) {
        return payloadType == noisePayloadType || payloadType == AudioPayload.COMFORT_NOISE;
    }

    private @Nullable DropReason hiss() {
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

    private @Nullable DropReason press(long nowNanos) {
        pressing = true;
        pressedUntilNanos = nowNanos + EVENT_GAP_NANOS + playout.delayMillis() * NANOS_A_MILLI;
        int key = events.accept(packet, nowNanos);
        if (key < 0) {
            return null;
        }
        if (!keys.take(nowNanos)) {
            return DropReason.FLOODED;
        }
        listener.accept(new LegEvent.Digit((char) key));
        return null;
    }

    /** The frame of this tick and its level. */
    void play(long nowNanos) {
        Playout played = playout.next(frame, nowNanos);
        if (pressing && nowNanos - pressedUntilNanos >= 0) {
            pressing = false;
        }
        boolean hissing = noise != null && noise.fill(played, frame);
        if (pressing || hissing || played == Playout.SILENCE) {
            level.silence();
        } else {
            level.measure(frame);
        }
        counters.concealed(playout.framesConcealed());
        counters.heard(stream.jitterMicros(), playout.delayMillis(), level.levelDbov());
    }

    /** What was sent by the far end, for this tick: always the same array, until another rate is agreed. */
    short[] frame() {
        return frame;
    }

    /** Whether what it sends may and should be heard: not held, no key's own tone, and somebody speaks. */
    boolean speaking() {
        return !held && !pressing && level.speaking();
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
