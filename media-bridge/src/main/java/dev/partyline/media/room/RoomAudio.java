package dev.partyline.media.room;

import static dev.partyline.media.playout.PhonePlayout.FRAME_SAMPLES;

import dev.partyline.media.mix.ComfortNoise;
import dev.partyline.media.mix.Limiter;
import dev.partyline.media.mix.MixBus;
import org.jspecify.annotations.Nullable;

/**
 * What there is for phones to hear in a room in one tick: the bus, and the three things that any number of legs hear alike. Only
 * a leg that is heard together with others needs a mix of its own.
 */
final class RoomAudio {
    /** What a leg hears: from one to another of these it has to be joined, and within one it goes on by itself. */
    enum Heard {
        NOTHING,
        SPEECH,
        WAITING,
        MUSIC,
        OTHERS
    }

    /** Less than half the least step of G.711, which is sent as nothing. */
    private static final int INAUDIBLE = 3;

    private final MixBus bus = new MixBus(FRAME_SAMPLES);
    private final Music waitingMusic;
    private final SharedAudio everyone;
    private final SharedAudio calm;
    private final SharedAudio music;
    private final Limiter limiter = new Limiter(8000);
    private final Trail trail = new Trail(FRAME_SAMPLES);
    private boolean alone;

    RoomAudio(short[] waitingMusic, long noiseSeed, LoopCounters counters) {
        this.waitingMusic = new Music(waitingMusic);
        SharedAudio hiss = new SharedAudio(new ComfortNoise(noiseSeed)::fill, counters);
        calm = hiss;
        everyone = new SharedAudio(frame -> mixMinus(null, limiter, frame, bus, hiss), counters);
        music = new SharedAudio(this.waitingMusic, counters);
    }

    /** Begins a tick of which nothing is known yet. */
    void renew(boolean oneIsAlone) {
        if (oneIsAlone && !alone) {
            waitingMusic.fromTheStart();
        }
        alone = oneIsAlone;
        bus.clear();
        if (!everyone.made()) {
            limiter.reset();
        }
        everyone.renew();
        calm.renew();
        music.renew();
    }

    MixBus bus() {
        return bus;
    }

    /** What a leg hears that is heard itself. */
    void mixMinus(short[] own, Limiter ownLimiter, short[] frame) {
        mixMinus(own, ownLimiter, frame, bus, calm);
    }

    /** A line that is dead sounds as if the call was over: where nothing at all is on the bus, it hisses. */
    private static void mixMinus(short @Nullable [] own, Limiter limiter, short[] frame, MixBus bus, SharedAudio calm) {
        bus.mixMinus(own, limiter, frame);
        for (short sample : frame) {
            if (Math.abs(sample) > INAUDIBLE) {
                return;
            }
        }
        System.arraycopy(calm.frame(), 0, frame, 0, FRAME_SAMPLES);
    }

    /** Of what everyone hears: a leg that begins to hear a mix of its own goes on from it. */
    Limiter limiter() {
        return limiter;
    }

    /** When every leg has added its voice: what is left of those that are gone. */
    void addTrail() {
        trail.addTo(bus);
    }

    /** A leg is gone that was heard last with this sample: it ends without a step in the next tick. */
    void left(int lastSample) {
        trail.left(lastSample);
    }

    Heard heardBy(PhoneLeg leg) {
        if (!leg.entered()) {
            return leg.withMusic() ? Heard.MUSIC : Heard.WAITING;
        }
        return alone ? Heard.MUSIC : Heard.OTHERS;
    }

    /** What this leg hears as others do, or null where it has to hear the bus without itself. */
    @Nullable
    SharedAudio sharedWith(PhoneLeg leg) {
        if (!leg.entered()) {
            return leg.withMusic() ? music : calm;
        }
        if (alone) {
            return music;
        }
        int others = bus.contributions() - (leg.voice().contributing() ? 1 : 0);
        if (others == 0) {
            return calm;
        }
        return leg.voice().contributing() ? null : everyone;
    }
}
