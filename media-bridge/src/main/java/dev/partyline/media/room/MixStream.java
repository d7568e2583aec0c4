package dev.partyline.media.room;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G722Encoder;
import dev.partyline.media.codec.OpusFrames;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.codec.PacketEncoder;
import dev.partyline.media.mix.Fade;
import dev.partyline.media.mix.LevelMeter;
import dev.partyline.media.mix.Limiter;
import dev.partyline.media.room.LoopCounters.Counter;
import org.jspecify.annotations.Nullable;

/**
 * What one browser hears, or many alike: samples, and the Opus packets of them, one a tick. In each tick it carries
 * either a mix of its own or what another stream carries. Phones above 8 kHz hear the like, by Opus or by G.722.
 *
 * <p>While it carries what the other does, it also hands on the other's packets. When the two part, its own encoder
 * goes on from a copy of the other's state, so that no decoder sees a jump; when they meet again it encodes for
 * {@value #MEETING_TICKS} ticks more, or as long as it takes, what the other encodes too, until the two encoders have
 * forgotten the difference.
 *
 * <p>After {@value #STILL_TICKS} ticks of digital silence the packet of silence is sent again and again, and the encoder
 * rests where it is until there is sound: a room in which nobody is mixed costs nothing. Encoder and decoder have long
 * since come to rest by then.
 */
final class MixStream implements AutoCloseable {
    /** Makes the own mix of a tick. */
    interface Source {
        void fill(short[] frame, Limiter limiter);
    }

    static final int MEETING_TICKS = 10;

    static final int STILL_TICKS = 50;

    static final int BITS_PER_SECOND = 48_000;
    static final int COMPLEXITY = 5;

    private final Codec codec;
    private final OpusLibrary opus;
    private final LoopCounters counters;
    private final Source own;
    private final Limiter limiter;
    private final short[] frame;
    private final short[] fading;
    private final byte[] packet = new byte[OpusFrames.MAX_PACKET_BYTES];

    private @Nullable PacketEncoder encoder;
    private MixStream carried = this;
    private @Nullable MixStream carriedBefore;
    private @Nullable MixStream followed;
    private boolean heard;
    private int meeting;
    private boolean filled;
    private boolean encoded;
    private int silentTicks;
    private int length;
    private int levelDbov;

    MixStream(OpusLibrary opus, LoopCounters counters, Source own) {
        this(Codec.OPUS, opus, counters, own);
    }

    /** @param codec one with a memory */
    MixStream(Codec codec, OpusLibrary opus, LoopCounters counters, Source own) {
        this.codec = codec;
        this.opus = opus;
        this.counters = counters;
        this.own = own;
        limiter = new Limiter(codec.sampleRate());
        frame = new short[codec.sampleRate() / 50];
        fading = new short[frame.length];
    }

    /** The next tick: what was made is over. */
    void renew() {
        if (!filled) {
            limiter.reset();
        }
        filled = false;
        encoded = false;
    }

    /**
     * Decides, before any stream of the room is encoded in this tick, what this one carries.
     *
     * @param wanted this stream, for its own mix, or another one
     * @param trunk the stream that the own mix departs from by what begins and ends without a step
     */
    void carry(MixStream wanted, MixStream trunk) {
        if (!heard) {
            begin(wanted, trunk);
        } else if (wanted != carried) {
            change(wanted, trunk);
        } else {
            carriedBefore = null;
            if (followed == null
                    && carried != this
                    && ++meeting > MEETING_TICKS
                    && encoder().isWhere(carried.encoderInUse())) {
                followed = carried;
            }
        }
    }

    private void begin(MixStream wanted, MixStream trunk) {
        heard = true;
        carried = wanted;
        carriedBefore = null;
        followed = wanted == this ? null : wanted;
        if (wanted == this && trunk != this) {
            limiter.continueFrom(trunk.limiterInUse());
        }
    }

    private void change(MixStream wanted, MixStream trunk) {
        if (followed != null) {
            encoder().copyStateFrom(followed.encoderInUse());
            followed = null;
            silentTicks = 0;
        }
        carriedBefore = wanted == this && carried == trunk ? null : carried;
        if (wanted == this) {
            limiter.continueFrom(trunk.limiterInUse());
        }
        carried = wanted;
        meeting = 0;
    }

    /** Whether it carries its own mix in this tick. */
    boolean isOwn() {
        return carried == this;
    }

    /** Nobody hears it any more: whoever does next begins with it. */
    void fallSilent() {
        heard = false;
        carriedBefore = null;
    }

    private Limiter limiterInUse() {
        return carried == this ? limiter : carried.limiterInUse();
    }

    private PacketEncoder encoderInUse() {
        return followed == null ? encoder() : followed.encoderInUse();
    }

    private PacketEncoder encoder() {
        if (encoder == null) {
            encoder = codec == Codec.G722 ? new G722Encoder() : opus.encoder(BITS_PER_SECOND, COMPLEXITY);
        }
        return encoder;
    }

    /** The samples of this tick; not to be changed. */
    short[] frame() {
        if (carriedBefore == null && carried != this) {
            return carried.frame();
        }
        if (!filled) {
            filled = true;
            fill(carried, frame);
            if (carriedBefore != null) {
                fill(carriedBefore, fading);
                Fade.cross(fading, frame);
            }
        }
        return frame;
    }

    private void fill(MixStream from, short[] into) {
        if (from == this) {
            own.fill(into, limiter);
        } else {
            System.arraycopy(from.frame(), 0, into, 0, into.length);
        }
    }

    /** The stream that has the packet of this tick: this one, or the one that it follows. */
    MixStream encoded() {
        if (followed != null) {
            return followed.encoded();
        }
        if (!encoded) {
            encoded = true;
            if (carried != this) {
                // It has to be at the same place when the two meet, though perhaps nobody else hears it yet.
                carried.encoded();
            }
            short[] samples = frame();
            levelDbov = LevelMeter.levelDbov(samples);
            silentTicks = levelDbov == LevelMeter.SILENCE_DBOV ? silentTicks + 1 : 0;
            if (silentTicks <= STILL_TICKS || !encoder().restsInSilence()) {
                length = encoder().encode(samples, packet);
                counters.count(Counter.ENCODES, 1);
                counters.count(Counter.OPUS_ENCODES, codec == Codec.OPUS ? 1 : 0);
            }
        }
        return this;
    }

    /** The packet that {@link #encoded} made. */
    byte[] packet() {
        return packet;
    }

    int length() {
        return length;
    }

    int levelDbov() {
        return levelDbov;
    }

    @Override
    public void close() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }
}
