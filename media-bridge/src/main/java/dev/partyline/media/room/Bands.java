package dev.partyline.media.room;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.mix.MixBus;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a room has above 8 kHz for phones: each band begins with the first leg of it, so a room of G.711 has none. The
 * bus of 16 kHz is theirs; that of 48 kHz is the one of the browsers that are mixed.
 */
final class Bands implements AutoCloseable {
    private static final int MIDDLE_SAMPLES = 320;

    private final short[] waitingMusic;
    private final long noiseSeed;
    private final OpusLibrary opus;
    private final LoopCounters counters;
    private final Supplier<WideAudio> wideAudio;
    private final Trail trail = new Trail(MIDDLE_SAMPLES);
    private @Nullable MixBus middle;
    private @Nullable PhoneBand g722;
    private @Nullable PhoneBand opusBand;
    private int middleListeners;
    private int wideListeners;

    /** @param wideAudio the browsers' part of the room, begun where it is not there yet */
    Bands(
            short[] waitingMusic,
            long noiseSeed,
            OpusLibrary opus,
            LoopCounters counters,
            Supplier<WideAudio> wideAudio) {
        this.waitingMusic = waitingMusic;
        this.noiseSeed = noiseSeed;
        this.opus = opus;
        this.counters = counters;
        this.wideAudio = wideAudio;
    }

    /** The band of a codec above 8 kHz. */
    PhoneBand of(Codec codec) {
        PhoneBand band = codec == Codec.G722 ? g722 : opusBand;
        if (band == null) {
            MixBus bus = codec == Codec.G722 ? middleBus() : wideAudio.get().all();
            band = new PhoneBand(codec, bus, waitingMusic, noiseSeed, opus, counters);
            if (codec == Codec.G722) {
                g722 = band;
            } else {
                opusBand = band;
            }
        }
        return band;
    }

    private MixBus middleBus() {
        if (middle == null) {
            middle = new MixBus(MIDDLE_SAMPLES);
        }
        return middle;
    }

    /** Begins a tick of which nothing is known yet. */
    void renew(boolean oneIsAlone) {
        middleListeners = 0;
        wideListeners = 0;
        if (middle != null) {
            middle.clear();
        }
        if (g722 != null) {
            g722.renew(oneIsAlone);
        }
        if (opusBand != null) {
            opusBand.renew(oneIsAlone);
        }
    }

    /** When every leg has added its voice: what is left of those that are gone. */
    void addTrail() {
        if (middle != null) {
            trail.addTo(middle);
        }
    }

    /** Whether any phone is or was above 8 kHz. */
    boolean inUse() {
        return g722 != null || opusBand != null;
    }

    /** Whether any phone is or was at 48 kHz. */
    boolean hasWide() {
        return opusBand != null;
    }

    /** A phone of that codec is in the room: somebody listens at its rate. */
    void listens(Codec codec) {
        if (codec == Codec.G722) {
            middleListeners++;
        } else {
            wideListeners++;
        }
    }

    /** Adds what a phone of that codec sends. */
    void add(Codec codec, short[] frame) {
        if (codec == Codec.G722) {
            middleBus().add(frame);
        } else {
            wideAudio.get().add(BrowserMode.MIXED, frame);
        }
    }

    /** A phone of that codec is gone that was heard last with this sample. */
    void left(Codec codec, int lastSample) {
        if (lastSample == 0) {
            return;
        }
        if (codec == Codec.G722) {
            middleBus();
            trail.left(lastSample);
        } else {
            wideAudio.get().left(BrowserMode.MIXED, lastSample);
        }
    }

    int middleListeners() {
        return middleListeners;
    }

    int wideListeners() {
        return wideListeners;
    }

    /** The bus of 16 kHz, where there is one. */
    @Nullable
    MixBus middle() {
        return middle;
    }

    @Override
    public void close() {
        if (g722 != null) {
            g722.close();
        }
        if (opusBand != null) {
            opusBand.close();
        }
    }
}
