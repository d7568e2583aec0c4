package dev.partyline.media.room;

import static dev.partyline.media.playout.PacketPlayout.FRAME_SAMPLES;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.mix.Fade;
import dev.partyline.media.mix.Limiter;
import dev.partyline.media.mix.MixBus;
import dev.partyline.media.mix.Resampler;

/**
 * What there is for browsers to hear in a room in one tick, at 48 kHz: the bus of those who are mixed, to which phones of
 * that rate add too, the bus of those who are forwarded, the other phones' buses carried over, and the two streams that
 * any number of browsers hear alike.
 *
 * <p>Forwarded browsers hear the mix of all who are not forwarded; mixed ones hear the mix of everyone. While nobody
 * who is forwarded speaks, the two are one.
 */
final class WideAudio implements AutoCloseable {
    private final MixBus mixed = new MixBus(FRAME_SAMPLES);
    private final MixBus forwarded = new MixBus(FRAME_SAMPLES);
    private final MixBus all = new MixBus(FRAME_SAMPLES);
    private final Trail mixedTrail = new Trail(FRAME_SAMPLES);
    private final Trail forwardedTrail = new Trail(FRAME_SAMPLES);
    private final short[] leaving = new short[FRAME_SAMPLES];
    private final short[] coming = new short[FRAME_SAMPLES];
    private final Contributors unforwardedSpeakers = new Contributors();
    private final Contributors speakers = new Contributors();
    private final MixStream unforwarded;
    private final MixStream everyone;

    WideAudio(OpusLibrary opus, LoopCounters counters) {
        unforwarded = new MixStream(opus, counters, (frame, limiter) -> mixed.mixMinus(null, limiter, frame));
        everyone = new MixStream(opus, counters, (frame, limiter) -> all.mixMinus(null, limiter, frame));
    }

    /** Begins a tick of which nothing is known yet. */
    void renew() {
        mixed.clear();
        forwarded.clear();
        all.clear();
        unforwardedSpeakers.clear();
        speakers.clear();
        unforwarded.renew();
        everyone.renew();
    }

    /** When every phone has added its voice: what is left of legs that are gone. */
    void addTrail() {
        mixedTrail.addTo(mixed);
        forwardedTrail.addTo(forwarded);
    }

    /** Adds what a leg of that mode sends. */
    void add(BrowserMode mode, short[] frame) {
        bus(mode).add(frame);
    }

    /** Adds what a leg sends that comes to that mode in the course of this tick, from the other one. */
    void addMoving(BrowserMode mode, short[] frame) {
        Fade.split(frame, leaving, coming);
        (mode == BrowserMode.MIXED ? forwarded : mixed).add(leaving);
        bus(mode).add(coming);
    }

    private MixBus bus(BrowserMode mode) {
        return mode == BrowserMode.MIXED ? mixed : forwarded;
    }

    /** A leg of that mode is heard in this tick. */
    void heard(BrowserMode mode, int csrc, int levelDbov) {
        (mode == BrowserMode.MIXED ? unforwardedSpeakers : speakers).add(csrc, levelDbov);
    }

    /** Those who are heard in what a leg of that mode hears. */
    Contributors speakersHeardBy(BrowserMode mode) {
        return mode == BrowserMode.MIXED ? speakers : unforwardedSpeakers;
    }

    /** When every leg has added its voice: what all of them come to. */
    void sum(Phones phones) {
        all.add(mixed);
        all.add(forwarded);
        phones.addTo(unforwardedSpeakers);
        speakers.addAll(unforwardedSpeakers);
    }

    /** What everyone says: before the other rates are added, those of 48 kHz alone. */
    MixBus all() {
        return all;
    }

    /** Adds what another rate's legs say, none of whom is forwarded. */
    void add(Resampler fromAnotherRate) {
        fromAnotherRate.addTo(mixed);
        fromAnotherRate.addTo(all);
    }

    /** After the legs' own streams have decided: whether the mix of everyone is another one than that of the unforwarded. */
    void carry(boolean anyoneHearsEveryone) {
        if (anyoneHearsEveryone) {
            everyone.carry(forwarded.contributions() > 0 ? everyone : unforwarded, unforwarded);
        } else {
            everyone.fallSilent();
        }
    }

    MixStream unforwarded() {
        return unforwarded;
    }

    MixStream everyone() {
        return everyone;
    }

    /** A new stream of everyone but one voice. */
    MixStream everyoneBut(Voice voice, OpusLibrary opus, LoopCounters counters) {
        return new MixStream(opus, counters, (frame, limiter) -> mixMinus(voice, limiter, frame));
    }

    private void mixMinus(Voice voice, Limiter limiter, short[] frame) {
        all.mixMinus(voice.contributing() ? voice.frame() : null, limiter, frame);
    }

    /** A leg is gone that was heard last with this sample. */
    void left(BrowserMode mode, int lastSample) {
        (mode == BrowserMode.MIXED ? mixedTrail : forwardedTrail).left(lastSample);
    }

    /** Whether something is still to be heard of legs that are gone. */
    boolean ringing() {
        return !mixedTrail.isOver() || !forwardedTrail.isOver();
    }

    @Override
    public void close() {
        unforwarded.close();
        everyone.close();
    }
}
