package dev.partyline.media.room;

import dev.partyline.media.mix.MixBus;
import dev.partyline.media.mix.Resampler;
import dev.partyline.media.playout.PhonePlayout;
import org.jspecify.annotations.Nullable;

/**
 * Carries what is on each bus of a room over to those of the other rates, where somebody listens there: one resampler
 * each way for each pair of buses in use. All are taken before any is added, else each rate would hear itself again.
 */
final class RateExchange {
    private static final int NARROW_SAMPLES = PhonePlayout.FRAME_SAMPLES;
    private static final int MIDDLE_SAMPLES = 2 * NARROW_SAMPLES;

    private @Nullable Pair narrowAndMiddle;
    private @Nullable Pair narrowAndWide;
    private @Nullable Pair middleAndWide;

    private static final class Pair {
        private final Resampler up;
        private final Resampler down;

        Pair(Resampler up, Resampler down) {
            this.up = up;
            this.down = down;
        }

        void take(MixBus low, MixBus high, boolean lowHears, boolean highHears) {
            take(up, low, highHears);
            take(down, high, lowHears);
        }

        private static void take(Resampler resampler, MixBus from, boolean heard) {
            if (heard) {
                resampler.take(from);
            } else {
                resampler.reset();
            }
        }

        boolean ringing() {
            return up.ringing() || down.ringing();
        }
    }

    /**
     * When every leg has added its voice.
     *
     * @param middle the bus of 16 kHz, where there is one
     * @param wide what there is at 48 kHz, where there is something
     */
    void carry(
            MixBus narrow,
            @Nullable MixBus middle,
            @Nullable WideAudio wide,
            boolean narrowHears,
            boolean middleHears,
            boolean wideHears) {
        if (middle != null) {
            narrowAndMiddle().take(narrow, middle, narrowHears, middleHears);
        }
        if (wide != null) {
            narrowAndWide().take(narrow, wide.all(), narrowHears, wideHears);
        }
        if (middle != null && wide != null) {
            middleAndWide().take(middle, wide.all(), middleHears, wideHears);
        }
        if (middle != null) {
            narrowAndMiddle().up.addTo(middle);
            narrowAndMiddle().down.addTo(narrow);
        }
        if (wide != null) {
            wide.add(narrowAndWide().up);
            narrowAndWide().down.addTo(narrow);
        }
        if (middle != null && wide != null) {
            wide.add(middleAndWide().up);
            middleAndWide().down.addTo(middle);
        }
    }

    /** Whether something at 48 kHz has still to be heard at another rate. */
    boolean ringing() {
        return (narrowAndWide != null && narrowAndWide.ringing()) || (middleAndWide != null && middleAndWide.ringing());
    }

    private Pair narrowAndMiddle() {
        if (narrowAndMiddle == null) {
            narrowAndMiddle = new Pair(Resampler.from8To16(NARROW_SAMPLES), Resampler.from16To8(NARROW_SAMPLES));
        }
        return narrowAndMiddle;
    }

    private Pair narrowAndWide() {
        if (narrowAndWide == null) {
            narrowAndWide = new Pair(Resampler.from8To48(NARROW_SAMPLES), Resampler.from48To8(NARROW_SAMPLES));
        }
        return narrowAndWide;
    }

    private Pair middleAndWide() {
        if (middleAndWide == null) {
            middleAndWide = new Pair(Resampler.from16To48(MIDDLE_SAMPLES), Resampler.from48To16(MIDDLE_SAMPLES));
        }
        return middleAndWide;
    }
}
