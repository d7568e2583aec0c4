package dev.partyline.media.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sweep through each way between two rates: ripple, stop-band and delay. */
class BusesOfThreeRatesAreCarriedOver {
    private static final double AMPLITUDE = 1_000_000;
    private static final int FRAMES = 20;

    enum Way {
        FROM_8_TO_16(8000, 16_000, 3400, 4600, 27),
        FROM_16_TO_8(16_000, 8000, 3400, 4600, 13),
        FROM_8_TO_48(8000, 48_000, 3400, 4600, 83),
        FROM_48_TO_8(48_000, 8000, 3400, 4600, 13),
        FROM_16_TO_48(16_000, 48_000, 7000, 8900, 59),
        FROM_48_TO_16(48_000, 16_000, 7000, 8900, 19);

        final int from;
        final int to;
        final int passes;
        final int stops;
        final int delay;

        Way(int from, int to, int passes, int stops, int delay) {
            this.from = from;
            this.to = to;
            this.passes = passes;
            this.stops = stops;
            this.delay = delay;
        }

        private Resampler resampler() {
            return switch (this) {
                case FROM_8_TO_16 -> Resampler.from8To16(160);
                case FROM_16_TO_8 -> Resampler.from16To8(160);
                case FROM_8_TO_48 -> Resampler.from8To48(160);
                case FROM_48_TO_8 -> Resampler.from48To8(160);
                case FROM_16_TO_48 -> Resampler.from16To48(320);
                case FROM_48_TO_16 -> Resampler.from48To16(320);
            };
        }

        int[] carry(double[] in) {
            Resampler carrier = resampler();
            MixBus source = new MixBus(from / 50);
            MixBus sink = new MixBus(to / 50);
            int[] frame = new int[from / 50];
            int[] out = new int[FRAMES * to / 50];
            for (int n = 0; n < FRAMES; n++) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (int) Math.round(in[n * frame.length + i]);
                }
                source.clear();
                sink.clear();
                source.add(frame);
                carrier.take(source);
                carrier.addTo(sink);
                System.arraycopy(sink.sum(), 0, out, n * (to / 50), to / 50);
            }
            return out;
        }

        double[] tone(double hertz) {
            double[] samples = new double[FRAMES * from / 50];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / from + 0.3);
            }
            return samples;
        }

        /** Everything there is but the tone, over a fifth of a second, in dB over the amplitude that went in. */
        double restDb(int[] samples, double hertz) {
            double all = 0;
            int first = to / 5;
            for (int i = first; i < 2 * first; i++) {
                all += (double) samples[i] * samples[i];
            }
            double tone = Math.pow(toneAmplitude(samples, hertz), 2) / 2;
            return 10 * Math.log10(Math.max(1e-9, all / first - tone) * 2 / AMPLITUDE / AMPLITUDE);
        }

        double toneAmplitude(int[] samples, double hertz) {
            double re = 0;
            double im = 0;
            int first = to / 5;
            for (int i = first; i < 2 * first; i++) {
                re += samples[i] * Math.cos(2 * Math.PI * hertz * i / to);
                im += samples[i] * Math.sin(2 * Math.PI * hertz * i / to);
            }
            return 2 * Math.hypot(re, im) / first;
        }
    }

    @ParameterizedTest
    @EnumSource
    void flatInTheBandAndNothingBesides(Way way) {
        double ripple = 0;
        double image = -200;
        for (int hertz = 50; hertz <= way.passes; hertz += 50) {
            int[] carried = way.carry(way.tone(hertz));
            ripple = Math.max(ripple, Math.abs(20 * Math.log10(way.toneAmplitude(carried, hertz) / AMPLITUDE)));
            image = Math.max(image, way.restDb(carried, hertz));
        }
        double alias = -200;
        for (int hertz = way.stops; hertz < way.from / 2; hertz += 100) {
            alias = Math.max(alias, way.restDb(way.carry(way.tone(hertz)), -1));
        }
        System.out.printf(
                "%s: ripple %.2f dB to %d Hz, beside the tone %.1f dB, from %d Hz on %.1f dB%n",
                way, ripple, way.passes, image, way.stops, alias);
        assertTrue(ripple < 0.5, "ripple " + ripple);
        assertTrue(image < -60, "image " + image);
        assertTrue(alias < -60, "alias " + alias);
    }

    @ParameterizedTest
    @EnumSource
    void theDelayIsWhatIsSaidOfIt(Way way) {
        double[] impulse = new double[FRAMES * way.from / 50];
        int at = impulse.length / 2;
        impulse[at] = AMPLITUDE;
        int[] carried = way.carry(impulse);
        int peak = 0;
        for (int i = 0; i < carried.length; i++) {
            peak = Math.abs(carried[i]) > Math.abs(carried[peak]) ? i : peak;
        }
        assertEquals(carried.length / 2 + way.delay, peak);
        for (int i = 1; i < way.delay; i++) {
            assertEquals(carried[peak - i], carried[peak + i], 1, "linear phase");
        }
    }
}
