package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.DigitWay;
import dev.partyline.media.LegEvent;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.dtmf.KeyTone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Keys as tones in a phone's audio: told, and kept from the room but for the few milliseconds before they are known. */
class TonesOfKeysAreNotHeard {
    private static final int AUDIBLE = 300;

    private final TestRoom room = new TestRoom();
    private final Random random = new Random(2);

    private static double[] spoken(int millis) {
        double[] line = new double[8 * millis];
        for (int i = 0; i < line.length; i++) {
            line[i] = 2000 * Math.sin(2 * Math.PI * 300 * i / 8000) + 1000 * Math.sin(2 * Math.PI * 2100 * i / 8000);
        }
        return line;
    }

    /** Milliseconds in which something is heard. */
    private static int audibleMillis(short[] samples) {
        int audible = 0;
        for (int at = 0; at < samples.length; at += 8) {
            int loudest = 0;
            for (int i = at; i < at + 8; i++) {
                loudest = Math.max(loudest, Math.abs(samples[i]));
            }
            audible += loudest > AUDIBLE ? 1 : 0;
        }
        return audible;
    }

    private static String keys(TestPhone phone) {
        StringBuilder keys = new StringBuilder();
        for (LegEvent event : phone.events) {
            if (event instanceof LegEvent.Digit(char digit, DigitWay way)) {
                assertEquals(DigitWay.TONE, way);
                keys.append(digit);
            }
        }
        return keys.toString();
    }

    @Test
    void ofATonePressedAtAnyMomentAlmostNothingIsHeard() {
        TestPhone phone = room.joins(Codec.PCMU);
        phone.leg.listenForTones(true);
        TestPhone other = room.joins(Codec.PCMA);
        StringBuilder pressed = new StringBuilder();
        List<Integer> leaks = new ArrayList<>();
        phone.sends(new double[0]);
        room.runs(1000);
        for (int i = 0; i < 160; i++) {
            char key = KeyTone.KEYS.charAt(i % 16);
            pressed.append(key);
            double[] line = new double[8 * 400];
            new KeyTone(-10, 0, 0).addTo(line, 160 + i % 160, 100, key, random);
            phone.sends(line);
            other.forget();
            room.runs(500);
            leaks.add(audibleMillis(other.heard(500)));
        }
        assertEquals(pressed.toString(), keys(phone));
        leaks.sort(null);
        System.out.printf(
                "tones of 100 ms: %d ms heard in the median, %d ms at most%n", leaks.get(80), leaks.getLast());
        assertTrue(leaks.getLast() <= 15, "up to " + leaks.getLast() + " ms are heard");
    }

    @Test
    void speechAroundAKeyIsHeard() {
        TestPhone phone = room.joins(Codec.PCMU);
        phone.leg.listenForTones(true);
        TestPhone other = room.joins(Codec.PCMA);
        double[] line = spoken(3000);
        java.util.Arrays.fill(line, 8000, 8000 + 1600, 0);
        new KeyTone(-10, 0, 0).addTo(line, 8000 + 400, 100, '5', random);
        phone.sends(line);
        room.runs(3000);
        assertEquals("5", keys(phone));
        int heard = audibleMillis(other.heard(2960));
        assertTrue(heard >= 2650, heard + " ms of 2,800 ms speech are heard");
    }

    @Test
    void onePressThoughPacketsAreLost() {
        TestPhone phone = room.joins(Codec.PCMU);
        phone.leg.listenForTones(true);
        double[] line = new double[8 * 4000];
        for (int i = 0; i < 10; i++) {
            new KeyTone(-10, 0, 0).addTo(line, 8 * (200 + 300 * i), 160, KeyTone.KEYS.charAt(i), random);
        }
        phone.sends(line);
        for (int tick = 0; tick < 210; tick++) {
            room.runs(20);
            if (tick % 5 == 0) {
                phone.losesTheNextPacket();
            }
        }
        assertEquals(KeyTone.KEYS.substring(0, 10), keys(phone));
    }

    @Test
    void notListenedForTheyAreNotLookedFor() {
        TestPhone phone = room.joins(Codec.PCMU);
        TestPhone other = room.joins(Codec.PCMA);
        double[] line = new double[8 * 1000];
        new KeyTone(-10, 0, 0).addTo(line, 800, 500, '5', random);
        phone.sends(line);
        room.runs(1000);
        assertEquals("", keys(phone));
        assertTrue(audibleMillis(other.heard(900)) > 400);
    }

    /** A gateway that knows the key only after some of its tone: what waits in the jitter buffer is not played. */
    @Test
    void ofAToneBeforeItsFirstEventOnlyWhatWasPlayedIsHeard() {
        TestPhone phone = room.joins(Codec.PCMU);
        TestPhone other = room.joins(Codec.PCMA);
        int most = 0;
        for (int leaked = 20; leaked <= 60; leaked += 20) {
            double[] line = new double[8 * leaked];
            new KeyTone(-10, 0, 0).addTo(line, 0, leaked, '5', random);
            phone.sends(new double[0]);
            room.runs(1000);
            phone.sends(line);
            other.forget();
            room.runs(leaked);
            int began = phone.timestamp() + 160;
            phone.sendsNothing();
            for (int i = 1; i <= 8; i++) {
                phone.press(5, 160 * i, i > 5, began);
                room.runs(20);
            }
            phone.speaksAgain();
            room.runs(400);
            int heard = audibleMillis(other.heard(leaked + 500));
            System.out.printf("%d ms of tone before the first event: %d ms heard%n", leaked, heard);
            assertTrue(heard <= leaked, heard + " ms of " + leaked);
            most = Math.max(most, heard);
        }
        assertTrue(most <= 45, "up to " + most + " ms are heard");
    }
}
