package dev.partyline.media.room;

import static dev.partyline.media.playout.PhonePlayout.FRAME_SAMPLES;

import dev.partyline.media.Chime;
import dev.partyline.media.mix.MixBus;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Two soft notes that everybody in a room hears: up where somebody comes, down where somebody goes. One at a time. */
final class Chimes {
    private static final int SAMPLE_RATE = 8000;
    private static final double LOW_HERTZ = 523.25;
    private static final double HIGH_HERTZ = 784;
    private static final double SECONDS_A_NOTE = 0.16;
    private static final double FADING_SECONDS = 0.12;
    private static final double RISING_SECONDS = 0.01;
    /** Where a note begins, of a full-scale sine: -15 dB, as loud as somebody who speaks up. */
    private static final double STRENGTH = 0.18;

    private static final short[] UP = notes(LOW_HERTZ, HIGH_HERTZ);
    private static final short[] DOWN = notes(HIGH_HERTZ, LOW_HERTZ);

    private final short[] frame = new short[FRAME_SAMPLES];
    private short @Nullable [] playing;
    private int position;

    /** Each note rings on under the next, and the last one dies away. */
    private static short[] notes(double first, double second) {
        int step = (int) (SECONDS_A_NOTE * SAMPLE_RATE);
        double[] sum = new double[4 * step];
        double[] hertz = {first, second};
        for (int note = 0; note < hertz.length; note++) {
            for (int i = note * step; i < sum.length; i++) {
                double t = (double) (i - note * step) / SAMPLE_RATE;
                double envelope = Math.min(1, t / RISING_SECONDS) * Math.exp(-t / FADING_SECONDS);
                double end = Math.min(1, (double) (sum.length - i) / step);
                sum[i] += STRENGTH * envelope * end * Math.sin(2 * Math.PI * hertz[note] * t);
            }
        }
        short[] samples = new short[sum.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(Short.MAX_VALUE * sum[i]);
        }
        return samples;
    }

    /** Nothing, where another one is still ringing. */
    void begin(Chime chime) {
        if (playing == null) {
            playing = switch (chime) {
                case CAME -> UP;
                case LEFT -> DOWN;
            };
            position = 0;
        }
    }

    /** Adds the frame of this tick, where there is one. */
    void addTo(MixBus bus) {
        short[] notes = playing;
        if (notes == null) {
            return;
        }
        int count = Math.min(FRAME_SAMPLES, notes.length - position);
        System.arraycopy(notes, position, frame, 0, count);
        Arrays.fill(frame, count, FRAME_SAMPLES, (short) 0);
        bus.add(frame);
        position += count;
        if (position == notes.length) {
            playing = null;
        }
    }
}
