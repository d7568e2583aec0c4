package dev.partyline.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.SeededNetwork;
import dev.partyline.media.Sound;
import dev.partyline.media.rtp.DropReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BrowserIsHeardOverABadNetwork {
    private static final double AMPLITUDE = 8000;
    private static final double HERTZ = 440;
    private static final double TONE_DBOV = 20 * Math.log10(AMPLITUDE / Math.sqrt(2) / 32768);

    private static OpusLine line(SeededNetwork network, double ppm) {
        return new OpusLine(FarBrowser.tone(HERTZ, AMPLITUDE), network, ppm);
    }

    /** The tone itself climbs 461 a sample at most. */
    private static int steepestStep(short[] heard) {
        int steepest = 0;
        for (int i = 1; i < heard.length; i++) {
            steepest = Math.max(steepest, Math.abs(heard[i] - heard[i - 1]));
        }
        return steepest;
    }

    private static void assertToneIsBack(OpusLine line) {
        double snr = Sound.toneSnrDb(line.last(0.2), 0, 9600, HERTZ, 48_000);
        assertTrue(snr > 20, "SNR " + snr);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "65535,-960", "127,2147483647", "32767,-2147483648"})
    void aGoodNetworkPassesTheToneWhole(int sequence, int timestamp) {
        try (OpusLine line =
                new OpusLine(FarBrowser.tone(HERTZ, AMPLITUDE), new SeededNetwork(1), 0, sequence, timestamp)) {
            line.run(10);
            double snr = Sound.toneSnrDb(line.last(1), 0, 48_000, HERTZ, 48_000);
            System.out.printf(
                    "Opus, good network: SNR %.1f dB, %s, delay %d ms%n", snr, line.frames, line.playout.delayMillis());
            assertTrue(snr > 20, "SNR " + snr);
            assertEquals(TONE_DBOV, Sound.dbov(line.last(1), 0, 48_000), 1);
            assertEquals(0, line.count(Playout.CONCEALED));
            assertTrue(line.count(Playout.SILENCE) <= 4, line.frames.toString());
            assertEquals("{}", line.drops.toString());
            assertEquals(20, line.playout.delayMillis(), 10);
            assertTrue(steepestStep(line.last(9)) < 700, "a step of " + steepestStep(line.last(9)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-200, 0, 200})
    void lossJitterReorderingDuplicatesAndDriftLeaveTheTone(int ppm) {
        SeededNetwork network = new SeededNetwork(7).loss(0.05).jitterMillis(60).duplicates(0.02);
        try (OpusLine line = line(network, ppm)) {
            line.run(5);
            int silentAtStart = line.count(Playout.SILENCE);
            line.forgetHeard();
            line.run(55);
            short[] heard = line.heard();
            double level = Sound.dbov(heard, 0, heard.length);
            double concealed = line.count(Playout.CONCEALED) / 3000.0;
            int delay = line.playout.delayMillis();
            System.out.printf(
                    "Opus, bad network, %d ppm: level %.2f dB off, %.1f %% concealed, delay %d ms, drops %s, step %d%n",
                    ppm, level - TONE_DBOV, 100 * concealed, delay, line.drops, steepestStep(heard));
            assertEquals(TONE_DBOV, level, 1);
            assertTrue(concealed < 0.14, "concealed " + concealed);
            assertTrue(delay <= 130, "delay " + delay);
            assertEquals(silentAtStart, line.count(Playout.SILENCE));
            // No gap of more than 60 ms: in any 80 ms there is something to hear.
            for (int from = 0; from + 3840 <= heard.length; from += 960) {
                assertTrue(Sound.dbov(heard, from, from + 3840) > TONE_DBOV - 20, "a gap at sample " + from);
            }
            assertTrue(steepestStep(heard) < 4000, "a step of " + steepestStep(heard));
            network.loss(0).jitterMillis(0).duplicates(0);
            line.run(15);
            assertTrue(line.playout.delayMillis() <= 40, "delay " + line.playout.delayMillis());
            assertToneIsBack(line);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-200, 200})
    void driftAloneIsFollowed(int ppm) {
        try (OpusLine line = line(new SeededNetwork(2), ppm)) {
            line.run(5);
            int silentAtStart = line.count(Playout.SILENCE);
            line.forgetHeard();
            line.run(295);
            System.out.printf(
                    "Opus, %d ppm for 5 min: delay %d ms, %s, step %d%n",
                    ppm, line.playout.delayMillis(), line.frames, steepestStep(line.heard()));
            assertEquals(20, line.playout.delayMillis(), 20);
            assertEquals(silentAtStart, line.count(Playout.SILENCE));
            assertTrue(line.count(Playout.CONCEALED) <= 30, line.frames.toString());
            assertToneIsBack(line);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60})
    void anyPacketLengthWorks(int millis) {
        try (OpusLine line = line(new SeededNetwork(3), 0)) {
            line.browser.packetMillis(millis);
            line.run(10);
            assertToneIsBack(line);
            assertTrue(line.playout.delayMillis() <= millis + 20, "delay " + line.playout.delayMillis());
        }
    }

    @Test
    void oneInTenLostIsNoOneInTenQuieter() {
        try (OpusLine line = line(new SeededNetwork(5).jitterMillis(40), 0)) {
            line.run(5);
            line.forgetHeard();
            line.network.loss(0.1);
            line.run(20);
            double level = Sound.dbov(line.heard(), 0, 960_000);
            System.out.printf(
                    "Opus, 10 %% lost: level %.2f dB off, %s, step %d%n",
                    level - TONE_DBOV, line.frames, steepestStep(line.heard()));
            assertEquals(TONE_DBOV, level, 1);
        }
    }

    @Test
    void aPauseOfTheFarEndIsSilence() {
        try (OpusLine line = line(new SeededNetwork(5), 0)) {
            line.run(5);
            for (int i = 0; i < 10; i++) {
                line.talking = false;
                line.run(0.4);
                line.forgetHeard();
                line.run(0.4);
                assertEquals(0, line.last(0.4)[9_000]);
                assertTrue(Sound.dbov(line.heard(), 0, 19_200) < -120);
                line.talking = true;
                line.run(1);
                assertToneIsBack(line);
            }
            assertEquals("{}", line.drops.toString());
            assertTrue(line.playout.delayMillis() <= 40, "delay " + line.playout.delayMillis());
        }
    }

    @Test
    void whatIsSilentByItsLevelIsNotHeardAndSpeechComesBackWithoutAClick() {
        try (OpusLine line = line(new SeededNetwork(5), 0)) {
            line.run(2);
            line.forgetHeard();
            for (int i = 0; i < 5; i++) {
                line.level = -127;
                line.run(0.2);
                int silent = line.count(Playout.SILENCE);
                line.run(0.3);
                assertEquals(silent + 15, line.count(Playout.SILENCE));
                line.level = -10;
                line.run(0.5);
                assertToneIsBack(line);
            }
            assertEquals(0, line.count(Playout.CONCEALED));
            assertTrue(steepestStep(line.heard()) < 700, "a step of " + steepestStep(line.heard()));
        }
    }

    @Test
    void timestampsMayJumpAndAnotherSourceMayFollow() {
        try (OpusLine line = line(new SeededNetwork(5), 0)) {
            line.run(3);
            line.browser.leap(0, 48_000 * 60);
            line.run(1);
            assertToneIsBack(line);
            line.browser.leap(0, -48_000 * 90);
            line.run(1);
            assertToneIsBack(line);
            line.browser.ssrc(99);
            line.browser.leap(12345, 987654321);
            line.run(1);
            assertToneIsBack(line);
            line.now += 60 * OpusLine.TICK;
            line.run(20);
            assertToneIsBack(line);
            assertTrue(line.playout.delayMillis() <= 60, "delay " + line.playout.delayMillis());
        }
    }

    @Test
    void aFloodIsBounded() {
        try (OpusLine line = line(new SeededNetwork(5), 0)) {
            line.run(2);
            for (int i = 0; i < 500; i++) {
                line.network.send(line.browser.nextPacket(), line.now);
            }
            line.run(1);
            assertTrue(
                    line.drops.getOrDefault(DropReason.FLOODED, 0) + line.drops.getOrDefault(DropReason.JUMPED, 0)
                            > 300,
                    line.drops.toString());
            line.run(20);
            assertToneIsBack(line);
        }
    }
}
