package dev.partyline.media.dtmf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.codec.G711;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ITU-T Q.24 asks of a receiver, through G.711. */
final class TonesAreKeys {
    private static final int ROUNDS = 10;

    private final Random random = new Random(24);
    private final StringBuilder pressed = new StringBuilder();

    /** All sixteen keys some times over, so long and with such pauses, each at another place in the windows. */
    private String heard(KeyTone tone, int toneMillis, int pauseMillis, double signalToNoiseDb) {
        pressed.setLength(0);
        int each = 8 * (toneMillis + pauseMillis) + 80;
        double[] line = new double[400 + each * ROUNDS * 16 + 800];
        int at = 400 + random.nextInt(80);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < 16; i++) {
                char key = KeyTone.KEYS.charAt(i);
                pressed.append(key);
                tone.addTo(line, at, toneMillis, key, random);
                at += 8 * (toneMillis + pauseMillis) + random.nextInt(80);
            }
        }
        return heard(line, Math.sqrt(tone.power() * Math.pow(10, -signalToNoiseDb / 10)));
    }

    private String heard(double[] line, double noise) {
        short[] samples = new short[line.length];
        for (int i = 0; i < line.length; i++) {
            samples[i] = (short) Math.clamp(Math.round(line[i] + noise * random.nextGaussian()), -32768, 32767);
        }
        byte[] coded = new byte[samples.length];
        G711.encode(Codec.PCMU, samples, 0, samples.length, coded, 0);
        G711.decode(Codec.PCMU, coded, 0, samples.length, samples);
        return keysIn(samples, new ToneDetector());
    }

    static String keysIn(short[] samples, ToneDetector detector) {
        StringBuilder keys = new StringBuilder();
        for (int at = 0; at < samples.length; ) {
            at += detector.take(samples, at, Math.min(160, samples.length - at));
            int key = detector.key();
            if (key >= 0) {
                keys.append((char) key);
            }
        }
        return keys.toString();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -10, -25, -30, -33})
    void fortyMillisecondsAndAPauseOfForty(double dbm0) {
        String heard = heard(new KeyTone(dbm0, 0, 0), 40, 40, 100);
        assertEquals(pressed.toString(), heard);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 0.015", "0, -0.015", "4, 0.015", "-8, -0.015"})
    void inNoiseFifteenDecibelsBelow(double twist, double offset) {
        String heard = heard(new KeyTone(-20, twist, offset), 40, 40, 15);
        assertEquals(pressed.toString(), heard);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.018, -0.015, 0.015, 0.018})
    void aLittleOutOfTune(double offset) {
        String heard = heard(new KeyTone(-30, 0, offset), 40, 40, 100);
        assertEquals(pressed.toString(), heard);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.06, -0.05, -0.04, -0.035, -0.03, 0.03, 0.035, 0.04, 0.05, 0.06})
    void outOfTuneIsNoKey(double offset) {
        assertEquals("", heard(new KeyTone(-10, 0, offset), 40, 40, 100));
        assertEquals("", heard(new KeyTone(-10, 0, offset), 40, 40, 15));
        assertEquals("", heard(new KeyTone(-10, 0, offset), 400, 40, 100));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-8, -4, 4, 6})
    void twisted(double db) {
        String heard = heard(new KeyTone(-20, db, 0), 40, 40, 100);
        assertEquals(pressed.toString(), heard);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-14, -12, 10, 12})
    void tooMuchTwistedIsNoKey(double db) {
        assertEquals("", heard(new KeyTone(-10, db, 0), 60, 40, 100));
    }

    @Test
    void tooShortOrTooQuietIsNoKey() {
        assertEquals("", heard(new KeyTone(-10, 0, 0), 23, 40, 100));
        assertEquals("", heard(new KeyTone(-40, 0, 0), 100, 40, 100));
    }

    @Test
    void oneToneAloneIsNoKey() {
        double[] line = new double[16_000];
        for (int i = 0; i < line.length; i++) {
            line[i] = 8000 * Math.sin(2 * Math.PI * 770 * i / 8000);
        }
        assertEquals("", heard(line, 30));
    }

    @Test
    void aToneWithItsOctaveIsAVoice() {
        double[] line = new double[8_000];
        new KeyTone(-10, 0, 0).addTo(line, 0, 1000, '9', random);
        for (int i = 0; i < line.length; i++) {
            line[i] += 2500 * Math.sin(2 * Math.PI * 2954 * i / 8000);
        }
        assertEquals("", heard(line, 0));
    }

    @Test
    void heldForLongIsOnePressAndAShortInterruptionIsNone() {
        double[] line = new double[40_000];
        new KeyTone(-15, 0, 0).addTo(line, 800, 4000, '7', random);
        for (int hole = 8_000; hole < 30_000; hole += 2_037) {
            java.util.Arrays.fill(line, hole, hole + 80, 0);
        }
        assertEquals("7", heard(line, 0));
    }

    @Test
    void oneKeyRightAfterTheOther() {
        double[] line = new double[8_000];
        new KeyTone(-15, 0, 0).addTo(line, 800, 80, '1', random);
        new KeyTone(-15, 0, 0).addTo(line, 800 + 640, 80, '5', random);
        assertEquals("15", heard(line, 0));
    }

    @Test
    void isKnownToSoundAsLongAsItDoes() {
        double[] line = new double[8_000];
        new KeyTone(-15, 0, 0).addTo(line, 1600, 200, '1', random);
        short[] samples = new short[line.length];
        for (int i = 0; i < line.length; i++) {
            samples[i] = (short) line[i];
        }
        ToneDetector detector = new ToneDetector();
        for (int at = 0; at < samples.length; at += 80) {
            detector.take(samples, at, 80);
            detector.key();
            int after = at + 80 - 1600;
            if (after >= 240 && after <= 1600) {
                assertTrue(detector.sounding(), "after " + after / 8 + " ms");
            } else if (after <= 0 || after >= 1600 + 560) {
                assertFalse(detector.sounding(), "after " + after / 8 + " ms");
            }
        }
    }
}
