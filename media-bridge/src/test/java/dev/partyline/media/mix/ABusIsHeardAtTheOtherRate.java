package dev.partyline.media.mix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ABusIsHeardAtTheOtherRate {
    private static final int FRAMES = 50;
    private static final double AMPLITUDE = 1_000_000;

    private final MixBus narrow = new MixBus(160);
    private final MixBus wide = new MixBus(960);
    private final Resampler up = Resampler.from8To48(160);
    private final Resampler down = Resampler.from48To8(160);

    private static double[] tone(double hertz, int rate) {
        double[] samples = new double[FRAMES * rate / 50];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / rate + 0.3);
        }
        return samples;
    }

    private int[] resampled(double[] in, Resampler resampler, MixBus from, MixBus to) {
        int fromFrame = from.sum().length;
        int toFrame = to.sum().length;
        int[] out = new int[in.length / fromFrame * toFrame];
        int[] frame = new int[fromFrame];
        for (int n = 0; n < in.length / fromFrame; n++) {
            boolean silent = true;
            for (int i = 0; i < fromFrame; i++) {
                frame[i] = (int) Math.round(in[n * fromFrame + i]);
                silent &= frame[i] == 0;
            }
            from.clear();
            to.clear();
            if (!silent) {
                from.add(frame);
            }
            resampler.take(from);
            resampler.addTo(to);
            System.arraycopy(to.sum(), 0, out, n * toFrame, toFrame);
        }
        return out;
    }

    private int[] up(double[] in) {
        return resampled(in, up, narrow, wide);
    }

    private int[] down(double[] in) {
        return resampled(in, down, wide, narrow);
    }

    /** In dB over the amplitude that went in; whole 5 Hz are exact, for a fifth of a second is measured. */
    private static double decibel(int[] samples, double hertz, int rate) {
        double re = 0;
        double im = 0;
        int from = rate / 5;
        for (int i = from; i < 2 * from; i++) {
            re += samples[i] * Math.cos(2 * Math.PI * hertz * i / rate);
            im += samples[i] * Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return 20 * Math.log10(Math.max(1e-9, 2 * Math.hypot(re, im) / from / AMPLITUDE));
    }

    private static double[] impulse(int at, int length) {
        double[] samples = new double[length];
        samples[at] = AMPLITUDE;
        return samples;
    }

    private static int peak(int[] samples) {
        int peak = 0;
        for (int i = 0; i < samples.length; i++) {
            peak = Math.abs(samples[i]) > Math.abs(samples[peak]) ? i : peak;
        }
        return peak;
    }

    private static void assertSymmetric(int[] samples, int middle, int reach) {
        for (int i = 1; i <= reach; i++) {
            assertEquals(samples[middle - i], samples[middle + i], 1, "linear phase");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {50, 300, 1000, 2000, 3000, 3200, 3400})
    void theTelephoneBandIsFlatBothWays(double hertz) {
        assertEquals(0, decibel(up(tone(hertz, 8000)), hertz, 48_000), 0.1);
        assertEquals(0, decibel(down(tone(hertz, 48_000)), hertz, 8000), 0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 300, 1000, 2500, 3400})
    void noImageOfAPhoneIsHeardAboveIt(double hertz) {
        int[] heard = up(tone(hertz, 8000));
        for (int multiple = 8000; multiple <= 24_000; multiple += 8000) {
            assertTrue(decibel(heard, multiple - hertz, 48_000) < -60, "image below " + multiple);
            assertTrue(multiple == 24_000 || decibel(heard, multiple + hertz, 48_000) < -60, "above " + multiple);
        }
    }

    @Test
    void nothingOfABrowserFoldsIntoThePhonesBand() {
        double worst = -200;
        for (int hertz = 4600; hertz < 24_000; hertz += 100) {
            int folded = Math.abs(hertz - 8000 * Math.round(hertz / 8000f));
            worst = Math.max(worst, decibel(down(tone(hertz, 48_000)), folded, 8000));
        }
        System.out.printf("resampler: worst alias %.1f dB%n", worst);
        assertTrue(worst < -60, "worst alias " + worst);
    }

    @Test
    void theDelayIsWhatIsSaidOfItAndThePhaseLinear() {
        int[] heard = up(impulse(800, 1600));
        assertEquals(6 * 800 + 83, peak(heard));
        assertSymmetric(heard, 6 * 800 + 83, 83);
        int[] narrowed = down(impulse(6 * 800, 9600));
        assertEquals(800 + 13, peak(narrowed));
        assertSymmetric(narrowed, 800 + 13, 13);
    }

    @Test
    void itRestsInSilenceAndGoesOnAsIfItHadNot() {
        Random random = new Random(8);
        double[] speech = new double[160 * 12];
        for (int i = 0; i < speech.length; i++) {
            boolean pause = i >= 160 * 3 && i < 160 * 8;
            speech[i] = pause ? 0 : random.nextInt(-30_000, 30_000);
        }
        int[] rested = up(speech);
        assertFalse(rested[960 * 3 + 20] == 0, "what rings is heard");
        assertEquals(0, rested[960 * 3 + 170]);
        int[] worked = new int[rested.length];
        Resampler other = Resampler.from8To48(160);
        int[] frame = new int[160];
        for (int n = 0; n < 12; n++) {
            for (int i = 0; i < 160; i++) {
                frame[i] = (int) speech[160 * n + i];
            }
            narrow.clear();
            wide.clear();
            narrow.add(frame);
            other.take(narrow);
            other.addTo(wide);
            assertEquals(1, wide.contributions());
            System.arraycopy(wide.sum(), 0, worked, 960 * n, 960);
        }
        assertArrayEquals(worked, rested);
    }

    @Test
    void inSilenceNobodyIsSaidToContribute() {
        narrow.add(new int[160]);
        up.take(narrow);
        assertTrue(up.ringing());
        narrow.clear();
        up.take(narrow);
        assertFalse(up.ringing());
        up.addTo(wide);
        assertEquals(1, wide.contributions(), "the last of it");
        wide.clear();
        up.take(narrow);
        up.addTo(wide);
        assertEquals(0, wide.contributions());
    }

    @Test
    void whatWasForgottenIsNotHeardLater() {
        up(tone(1000, 8000));
        up.reset();
        int[] heard = up(impulse(900, 1600));
        for (int i = 0; i < 5000; i++) {
            assertEquals(0, heard[i]);
        }
    }
}
