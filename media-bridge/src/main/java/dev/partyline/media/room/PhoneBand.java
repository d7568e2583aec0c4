package dev.partyline.media.room;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.mix.ComfortNoise;
import dev.partyline.media.mix.Fade;
import dev.partyline.media.mix.Limiter;
import dev.partyline.media.mix.MixBus;
import dev.partyline.media.playout.PhonePlayout;

/**
 * What there is to hear in a room in one tick for phones of one codec above 8 kHz: the bus of their rate, and the three
 * streams that any number of them hear alike, each encoded once and only where somebody hears it.
 */
final class PhoneBand implements AutoCloseable {
    private final Codec codec;
    private final OpusLibrary opus;
    private final LoopCounters counters;
    private final MixBus bus;
    private final MixStream everyone;
    private final MixStream calm;
    private final MixStream music;
    private final Music waitingMusic;
    private final short[] narrow = new short[PhonePlayout.FRAME_SAMPLES];
    private boolean calmBefore;
    private short last;
    private boolean alone;

    /** @param bus of everyone in the room, at the codec's rate */
    PhoneBand(Codec codec, MixBus bus, short[] waitingMusic, long noiseSeed, OpusLibrary opus, LoopCounters counters) {
        this.codec = codec;
        this.bus = bus;
        this.opus = opus;
        this.counters = counters;
        this.waitingMusic = new Music(waitingMusic);
        ComfortNoise noise = new ComfortNoise(noiseSeed);
        Raised raised = new Raised(codec);
        everyone = stream(this::mixOfEveryone);
        calm = stream((frame, limiter) -> noise.fill(frame));
        music = stream((frame, limiter) -> {
            this.waitingMusic.fill(narrow);
            raised.fill(narrow, frame);
        });
    }

    /** A stream that a phone of this band hears. */
    MixStream stream(MixStream.Source own) {
        return new MixStream(codec, opus, counters, own);
    }

    /** Begins a tick of which nothing is known yet. */
    void renew(boolean oneIsAlone) {
        if (oneIsAlone && !alone) {
            waitingMusic.fromTheStart();
        }
        alone = oneIsAlone;
        everyone.renew();
        calm.renew();
        music.renew();
    }

    /** An empty room is not digital silence: while nobody speaks it hisses, so that the line is known to live. */
    private void mixOfEveryone(short[] frame, Limiter limiter) {
        boolean isCalm = bus.contributions() == 0;
        if (isCalm) {
            System.arraycopy(calm.frame(), 0, frame, 0, frame.length);
        } else {
            bus.mixMinus(null, limiter, frame);
        }
        if (isCalm != calmBefore) {
            Fade.join(last, frame);
        }
        calmBefore = isCalm;
        last = frame[frame.length - 1];
    }

    Codec codec() {
        return codec;
    }

    MixBus bus() {
        return bus;
    }

    MixStream everyone() {
        return everyone;
    }

    MixStream calm() {
        return calm;
    }

    MixStream music() {
        return music;
    }

    @Override
    public void close() {
        everyone.close();
        calm.close();
        music.close();
    }
}
