package dev.partyline.media.room;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.mix.Limiter;
import dev.partyline.media.mix.MixBus;
import dev.partyline.media.mix.Resampler;
import dev.partyline.media.playout.PhonePlayout;

/** Prompts and music, which are kept at 8 kHz, for a phone above it: a frame a tick. */
final class Raised {
    private final Resampler up;
    private final MixBus narrow = new MixBus(PhonePlayout.FRAME_SAMPLES);
    private final MixBus high;
    private final Limiter limiter;

    Raised(Codec codec) {
        up = codec == Codec.G722
                ? Resampler.from8To16(PhonePlayout.FRAME_SAMPLES)
                : Resampler.from8To48(PhonePlayout.FRAME_SAMPLES);
        high = new MixBus(codec.sampleRate() / 50);
        limiter = new Limiter(codec.sampleRate());
    }

    /** What was raised before is over. */
    void begin() {
        up.reset();
        limiter.reset();
    }

    void fill(short[] at8kHz, short[] out) {
        narrow.clear();
        narrow.add(at8kHz);
        up.take(narrow);
        high.clear();
        up.addTo(high);
        high.mixMinus(null, limiter, out);
    }
}
