package dev.partyline.media.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.Sound;
import dev.partyline.media.Talk;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhonesComeToOneLoudness {
    private static final int FRAME = 160;
    private static final int SECOND = 8000;

    private final LevelMeter meter = new LevelMeter();
    private final AutomaticGain gain = new AutomaticGain();

    /** What the room hears of a line; of a frame that the gate keeps out, nothing. */
    private short[] heard(short[] line) {
        short[] heard = new short[line.length];
        short[] frame = new short[FRAME];
        for (int at = 0; at + FRAME <= line.length; at += FRAME) {
            System.arraycopy(line, at, frame, 0, FRAME);
            meter.measure(frame);
            if (meter.speaking()) {
                double before = gain.gainDb();
                gain.hear(meter);
                gain.apply(frame);
                assertTrue(gain.gainDb() - before < 0.13, "lifted by a step at " + at / SECOND);
                System.arraycopy(frame, 0, heard, at, FRAME);
            }
        }
        return heard;
    }

    private static double afterFiveSeconds(double dbov, double noiseDbov, int seed) {
        short[] heard = new PhonesComeToOneLoudness().heard(Talk.of(dbov, noiseDbov, 9, seed));
        return Talk.activeDbov(heard, 5 * SECOND, 9 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 6, 8})
    void withinFiveSecondsAQuietTalkerIsAsLoudAsALoudOne(int seed) {
        double quiet = afterFiveSeconds(-40, -66, seed);
        double loud = afterFiveSeconds(-12, -66, seed);
        System.out.printf("automatic gain: talkers of -40 and -12 dBov at %.1f and %.1f%n", quiet, loud);
        assertEquals(quiet, loud, 3);
        assertEquals(AutomaticGain.TARGET_DBOV, quiet, 2.5);
    }

    @Test
    void whoIsAsLoudAsHeShouldBeIsLeftAlone() {
        short[] line = Talk.of(-26, -66, 20, 1);
        short[] heard = heard(line);
        assertEquals(0, gain.gainDb(), 1.5);
        assertEquals(Talk.activeDbov(line, 0, line.length), Talk.activeDbov(heard, 0, line.length), 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-35, -38, -42, -46, -50, -60, -70})
    void noiseAloneIsNeverLifted(double dbov) {
        heard(Talk.noise(dbov, 60 * SECOND, 3));
        assertEquals(0, gain.gainDb());
    }

    @ParameterizedTest
    @CsvSource({"-40, -52", "-36, -50", "-42, -56"})
    void theNoiseBehindAQuietVoiceStaysNoise(double dbov, double noiseDbov) {
        heard(Talk.of(dbov, noiseDbov, 30, 2));
        assertTrue(gain.gainDb() > 1, "lifted by " + gain.gainDb());
        assertTrue(
                gain.gainDb() + noiseDbov < AutomaticGain.NOISE_CEILING_DBOV + 3,
                "noise at " + (gain.gainDb() + noiseDbov));
    }

    @ParameterizedTest
    @CsvSource({"400, -24", "1000, -45", "440, -12"})
    void aToneKeepsItsLevel(double hertz, double dbov) {
        short[] tone = new short[20 * SECOND];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) Math.round(
                    32768 * Math.sqrt(2) * Math.pow(10, dbov / 20) * Math.sin(2 * Math.PI * hertz * i / SECOND));
        }
        short[] heard = heard(tone);
        assertEquals(0, gain.gainDb());
        assertEquals(Sound.dbov(tone, 19 * SECOND, 20 * SECOND), Sound.dbov(heard, 19 * SECOND, 20 * SECOND), 0.01);
    }

    @Test
    void boundsAreKeptBothWays() {
        heard(Talk.of(-55, -80, 40, 1));
        assertTrue(gain.gainDb() <= AutomaticGain.MOST_LIFT_DB, "lifted by " + gain.gainDb());
        heard(Talk.of(-5, -80, 40, 1));
        assertTrue(gain.gainDb() >= -AutomaticGain.MOST_CUT_DB, "cut by " + gain.gainDb());
    }

    @Test
    void aShoutOfOneWhoWasLiftedDoesNotClip() {
        heard(Talk.of(-40, -66, 10, 1));
        assertTrue(gain.gainDb() > 10, "lifted by " + gain.gainDb());
        short[] shout = heard(Talk.of(-14, -66, 5, 2));
        long clipped = 0;
        for (short sample : shout) {
            clipped += Math.abs(sample) >= 32767 ? 1 : 0;
        }
        assertTrue(clipped < 20, clipped + " samples of full scale");
    }

    @Test
    void aPauseChangesNothing() {
        heard(Talk.of(-40, -66, 10, 1));
        double before = gain.gainDb();
        heard(Talk.noise(-66, 60 * SECOND, 4));
        heard(new short[SECOND]);
        assertEquals(before, gain.gainDb());
        assertTrue(Arrays.stream(new double[] {before}).allMatch(db -> db > 10));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-12, -20, -26, -40, -46})
    void theLevelIsThatOfTheSpeechAndNotOfThePauses(double dbov) {
        SpeechLevel speech = new SpeechLevel();
        short[] line = Talk.of(dbov, -75, 20, 3);
        short[] frame = new short[FRAME];
        for (int at = 0; at + FRAME <= line.length; at += FRAME) {
            System.arraycopy(line, at, frame, 0, FRAME);
            meter.measure(frame);
            speech.hear(meter.power(), meter.levelDbov());
            if (at % (4 * SECOND) < 3 * FRAME) {
                for (int pause = 0; pause < 50; pause++) {
                    speech.hear(0, LevelMeter.SILENCE_DBOV);
                }
            }
        }
        assertEquals(dbov, speech.dbov(), 1.5);
    }
}
