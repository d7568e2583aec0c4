package dev.partyline.media.room;

import dev.partyline.media.AudioPayload;
import dev.partyline.media.PhoneStream;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusFrames;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.mix.Fade;
import dev.partyline.media.mix.Limiter;
import dev.partyline.media.mix.Loudness;
import dev.partyline.media.room.LoopCounters.Counter;
import dev.partyline.media.room.RoomAudio.Heard;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one phone above 8 kHz hears: a stream that others hear too, or its own while it is spoken to or is heard itself.
 * The counterpart of {@link Ear}, for codecs with a memory.
 */
final class WideEar implements AutoCloseable {
    private static final int SHORT_FRAME_MILLIS = 10;

    private final PhoneBand band;
    private final Voice voice;
    private final LoopCounters counters;
    private final MixStream own;
    private final Raised prompts;
    private final Loudness loudness;
    private final short[] spoken;
    private final byte[] packet = new byte[OpusFrames.MAX_PACKET_BYTES];
    /** For a far end that takes what no other does: shorter frames, or fewer bits. */
    private final @Nullable OpusEncoder particular;

    private final int particularSamples;

    private Heard kind = Heard.NOTHING;
    private Heard ownBefore = Heard.NOTHING;
    private short last;

    /** @param voice what the leg itself adds to the room */
    WideEar(PhoneBand band, Voice voice, PhoneStream agreed, OpusLibrary opus, LoopCounters counters) {
        this.band = band;
        this.voice = voice;
        this.counters = counters;
        own = band.stream(this::fillOwn);
        prompts = new Raised(band.codec());
        loudness = new Loudness(band.codec().sampleRate());
        spoken = new short[band.codec().sampleRate() / 50];
        int bits = Math.min(agreed.payload().mostBitsPerSecond(), MixStream.BITS_PER_SECOND);
        boolean isShort = agreed.packetMillis() <= SHORT_FRAME_MILLIS;
        boolean isParticular = band.codec() == Codec.OPUS && (isShort || bits < MixStream.BITS_PER_SECOND);
        particular = isParticular ? opus.encoder(bits, MixStream.COMPLEXITY) : null;
        particularSamples = isShort ? OpusEncoder.FRAME_SAMPLES / 2 : OpusEncoder.FRAME_SAMPLES;
    }

    /** Whether it can go on with what was agreed anew. */
    boolean suits(PhoneStream before, PhoneStream agreed) {
        AudioPayload was = before.payload();
        return before.codec() == agreed.codec()
                && was.mostBitsPerSecond() == agreed.payload().mostBitsPerSecond()
                && (before.packetMillis() <= SHORT_FRAME_MILLIS) == (agreed.packetMillis() <= SHORT_FRAME_MILLIS);
    }

    /** How loud the room is heard. The change is hidden by the words that tell of it. */
    void volume(int decibels) {
        loudness.set(decibels);
    }

    /** What comes next does not go on from what was said to the leg before. */
    void interrupt() {
        prompts.begin();
    }

    /** A tick in which the leg is sent nothing. */
    void hearNothing() {
        kind = Heard.NOTHING;
        ownBefore = Heard.NOTHING;
        last = 0;
        own.fallSilent();
    }

    /**
     * Decides what the leg hears in this tick, before anything is encoded.
     *
     * @param prompt a frame of 8 kHz that is said to the leg alone, or null
     */
    void carry(Heard inRoom, short @Nullable [] prompt) {
        own.renew();
        if (prompt != null) {
            if (kind != Heard.SPEECH) {
                prompts.begin();
            }
            prompts.fill(prompt, spoken);
        }
        kind = prompt != null ? Heard.SPEECH : inRoom;
        MixStream wanted = switch (kind) {
            case NOTHING, WAITING -> band.calm();
            case MUSIC -> loudness.isPlain() ? band.music() : own;
            case SPEECH -> own;
            case OTHERS -> voice.contributing() || !loudness.isPlain() ? own : band.everyone();
        };
        // From the mix of everyone to that of everyone else there is no step, since the own voice begins without one.
        own.carry(wanted, kind == Heard.SPEECH ? own : band.everyone());
    }

    private void fillOwn(short[] frame, Limiter limiter) {
        Heard what = kind == Heard.OTHERS && isAloneHeard() ? Heard.WAITING : kind;
        switch (what) {
            case SPEECH -> System.arraycopy(spoken, 0, frame, 0, frame.length);
            case MUSIC -> System.arraycopy(band.music().frame(), 0, frame, 0, frame.length);
            case OTHERS -> band.bus().mixMinus(voice.contributing() ? voice.frame() : null, limiter, frame);
            case NOTHING, WAITING -> System.arraycopy(band.calm().frame(), 0, frame, 0, frame.length);
        }
        if (what != Heard.SPEECH && !loudness.isPlain()) {
            loudness.apply(frame);
        }
        if (what != ownBefore && ownBefore != Heard.NOTHING) {
            Fade.join(last, frame);
        }
        ownBefore = what;
        last = frame[frame.length - 1];
    }

    private boolean isAloneHeard() {
        return band.bus().contributions() - (voice.contributing() ? 1 : 0) == 0;
    }

    void send(PhoneSender sender, PhoneTransport transport, ByteBuffer out) {
        if (particular != null) {
            sendParticular(particular, sender, transport, out);
        } else {
            MixStream heard = own.encoded();
            if (band.codec() == Codec.OPUS) {
                sender.sendOpus(heard.packet(), heard.length(), OpusEncoder.FRAME_SAMPLES, transport, out);
            } else {
                sender.send(heard.packet(), transport, out);
            }
        }
        if (!own.isOwn()) {
            ownBefore = Heard.NOTHING;
        }
    }

    private void sendParticular(OpusEncoder encoder, PhoneSender sender, PhoneTransport transport, ByteBuffer out) {
        short[] frame = own.frame();
        for (int from = 0; from < frame.length; from += particularSamples) {
            int length = encoder.encode(frame, from, particularSamples, packet);
            counters.count(Counter.ENCODES, 1);
            counters.count(Counter.OPUS_ENCODES, 1);
            sender.sendOpus(packet, length, particularSamples, transport, out);
        }
    }

    @Override
    public void close() {
        own.close();
        if (particular != null) {
            particular.close();
        }
    }
}
