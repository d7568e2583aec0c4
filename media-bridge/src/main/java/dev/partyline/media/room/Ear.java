package dev.partyline.media.room;

import static dev.partyline.media.playout.PhonePlayout.FRAME_SAMPLES;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import dev.partyline.media.mix.Fade;
import dev.partyline.media.mix.Limiter;
import dev.partyline.media.mix.Loudness;
import dev.partyline.media.room.RoomAudio.Heard;

/**
 * What one leg hears, an encoded frame a tick, good until the next leg's: what others hear too, where that can be, else
 * its own. From one thing to another it goes without a click, and from the shared mix to an own one without a change of
 * loudness.
 */
final class Ear {
    private final LegCounters counters;
    private final Limiter limiter = new Limiter(8000);
    private final Loudness loudness = new Loudness(8000);
    private int last;
    private Heard hearing = Heard.NOTHING;
    private boolean ownMix;

    Ear(LegCounters counters) {
        this.counters = counters;
    }

    /** How loud the room is heard. The change is hidden by the words that tell of it. */
    void volume(int decibels) {
        loudness.set(decibels);
    }

    /** What comes next does not go on from what was heard, though it is of the same kind. */
    void interrupt() {
        hearing = Heard.NOTHING;
    }

    /** A tick in which the leg is sent nothing. */
    void hearNothing() {
        hearing = Heard.NOTHING;
        ownMix = false;
        last = 0;
    }

    /** A tick in which the leg alone is told something, which lies on the workbench. */
    byte[] hearSpoken(Workbench bench, Codec codec) {
        ownMix = false;
        return remembered(ownFrame(Heard.SPEECH, bench.spoken(), bench, codec), codec);
    }

    /** @param own what the leg itself adds to the room, where it does */
    byte[] hear(RoomAudio audio, PhoneLeg leg, short[] own, Workbench bench, Codec codec) {
        Heard kind = audio.heardBy(leg);
        SharedAudio shared = audio.sharedWith(leg);
        if (shared != null && kind == hearing && loudness.isPlain()) {
            ownMix = false;
            return remembered(shared.encoded(codec), codec);
        }
        short[] frame = bench.heard();
        if (shared != null) {
            System.arraycopy(shared.frame(), 0, frame, 0, FRAME_SAMPLES);
        } else {
            if (!ownMix) {
                limiter.continueFrom(audio.limiter());
            }
            audio.mixMinus(own, limiter, frame);
        }
        if (!loudness.isPlain()) {
            loudness.apply(frame);
        }
        ownMix = shared == null;
        return remembered(ownFrame(kind, frame, bench, codec), codec);
    }

    private byte[] ownFrame(Heard kind, short[] frame, Workbench bench, Codec codec) {
        if (kind != hearing) {
            Fade.join(last, frame);
            hearing = kind;
        }
        G711.encode(codec, frame, 0, FRAME_SAMPLES, bench.encoded(), 0);
        counters.encoded();
        return bench.encoded();
    }

    private byte[] remembered(byte[] sent, Codec codec) {
        last = G711.decode(codec, sent[FRAME_SAMPLES - 1]);
        return sent;
    }
}
