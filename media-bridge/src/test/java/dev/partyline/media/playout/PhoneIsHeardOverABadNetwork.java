package dev.partyline.media.playout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.FarPhone;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.SeededNetwork;
import dev.partyline.media.Sound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhoneIsHeardOverABadNetwork {
    private static final double AMPLITUDE = 8000;
    private static final double TONE_DBOV = 20 * Math.log10(AMPLITUDE / Math.sqrt(2) / 32768);

    private static Line line(int sequence, int timestamp, SeededNetwork network) {
        FarPhone phone = new FarPhone(Codec.PCMU, FarPhone.Signal.tone(440, AMPLITUDE), sequence, timestamp);
        return new Line(phone, network, Codec.PCMU);
    }

    /** The tone itself climbs 2,765 a sample at most. */
    private static int steepestStep(short[] heard) {
        int steepest = 0;
        for (int i = 1; i < heard.length; i++) {
            steepest = Math.max(steepest, Math.abs(heard[i] - heard[i - 1]));
        }
        return steepest;
    }

    @Test
    void burstsOfLossAndStallsDoNotClick() {
        Line line = line(0, 0, new SeededNetwork(21).jitterMillis(30));
        for (int i = 0; i < 60; i++) {
            line.network.loss(i % 3 == 0 ? 0.9 : 0.01);
            line.run(0.2);
            line.network.loss(0.01);
            line.run(1);
            if (i % 4 == 0) {
                line.network.stallUntil(line.now + 180_000_000L);
            }
        }
        int steepest = steepestStep(line.heard());
        System.out.printf("bursts and stalls: steepest step %d, %s%n", steepest, line.frames);
        assertTrue(steepest < 4000, "a step of " + steepest);
        line.network.loss(0).jitterMillis(0);
        line.run(10);
        assertToneIsBack(line);
    }

    private static void assertToneIsBack(Line line) {
        double snr = Sound.toneSnrDb(line.last(0.2), 0, 1600, 440, 8000);
        assertTrue(snr > 30, "SNR " + snr);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,-1", "127,2147483647", "32767,-2147483648", "65535,-160", "65000,-32000"})
    void goodNetworkPassesTheToneWhole(int sequence, int timestamp) {
        Line line = line(sequence, timestamp, new SeededNetwork(1));
        line.run(30);
        short[] heard = line.heard();
        double snr = Sound.toneSnrDb(heard, 8000, 12000, 440, 8000);
        assertTrue(snr > 30, "SNR " + snr);
        assertEquals(TONE_DBOV, Sound.toneDbov(heard, 8000, 12000, 440, 8000), 0.1);
        assertEquals(0, line.count(Playout.CONCEALED));
        assertTrue(line.count(Playout.SILENCE) <= 4, line.frames.toString());
        assertEquals("{}", line.drops.toString());
        assertEquals(20, line.playout.delayMillis(), 10);
    }

    @Test
    void lossJitterReorderingAndDuplicatesLeaveTheTone() {
        Line line = line(
                65000, -32000, new SeededNetwork(7).loss(0.05).jitterMillis(50).duplicates(0.02));
        line.run(5);
        int silentAtStart = line.count(Playout.SILENCE);
        line.forgetHeard();
        line.run(55);
        short[] heard = line.heard();
        double level = Sound.dbov(heard, 0, heard.length);
        int worstDelay = line.playout.delayMillis();
        double concealed = line.count(Playout.CONCEALED) / 3000.0;
        System.out.printf(
                "bad network: level %.2f dB off, %.1f %% concealed, delay %d ms, drops %s, lost %d, jitter %d us%n",
                level - TONE_DBOV,
                100 * concealed,
                worstDelay,
                line.drops,
                line.receive.packetsLost(),
                line.receive.jitterMicros());
        assertEquals(TONE_DBOV, level, 1);
        assertTrue(concealed < 0.12, "concealed " + concealed);
        assertTrue(worstDelay <= 120, "delay " + worstDelay);
        assertEquals(silentAtStart, line.count(Playout.SILENCE));
        for (int from = 0; from + 480 <= heard.length; from += 160) {
            assertTrue(Sound.dbov(heard, from, from + 480) > TONE_DBOV - 20, "a gap at sample " + from);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void anyPacketLengthWorks(int millis) {
        Line line = line(0, 0, new SeededNetwork(3));
        line.phone.packetMillis(millis);
        line.run(10);
        short[] heard = line.last(4);
        double snr = Sound.toneSnrDb(heard, 0, 4000, 440, 8000);
        System.out.printf("ptime %d: SNR %.1f dB, delay %d ms%n", millis, snr, line.playout.delayMillis());
        assertTrue(snr > 30, "SNR " + snr);
        assertTrue(line.count(Playout.CONCEALED) <= 1, line.frames.toString());
    }

    @Test
    void packetLengthsMayChangeFromPacketToPacket() {
        Line line = line(0, 0, new SeededNetwork(3));
        int[] lengths = {10, 60, 20, 30, 40, 10, 50};
        for (int i = 0; i < 2000; i++) {
            line.phone.packetMillis(lengths[i % lengths.length]);
            line.tick();
        }
        short[] heard = line.last(20);
        double level = Sound.dbov(heard, 0, heard.length);
        assertEquals(TONE_DBOV, level, 0.5);
        assertTrue(line.playout.delayMillis() <= 120, "delay " + line.playout.delayMillis());
    }

    @ParameterizedTest
    @ValueSource(ints = {-200, 20, 200})
    void driftOfAnHourNeverBuildsUpDelay(int ppm) {
        // A click each second by its clock shows when it is heard by ours.
        FarPhone.Signal tone = FarPhone.Signal.tone(440, AMPLITUDE);
        FarPhone phone = new FarPhone(Codec.PCMA, n -> n % 8000 == 0 ? 30_000 : tone.at(n), 5, 5, ppm, 7_000_000L);
        Line line = new Line(phone, new SeededNetwork(11), Codec.PCMA);
        line.run(10);
        int concealedBefore = line.count(Playout.CONCEALED);
        double least = Double.MAX_VALUE;
        double most = 0;
        int clicks = 0;
        for (int second = 0; second < 3600; second++) {
            line.forgetHeard();
            long start = line.now;
            line.run(1);
            short[] heard = line.heard();
            assertEquals(TONE_DBOV, Sound.dbov(heard, 0, 8000), 0.7, "level in second " + second);
            int click = 0;
            while (click < heard.length && heard[click] < 20_000) {
                click++;
            }
            if (click < heard.length) {
                clicks++;
                double heardSecond = (start + click * 125_000.0 - 7_000_000) / 1e9 * (1 + ppm / 1e6);
                double delayMillis = 1000 * (heardSecond - Math.floor(heardSecond));
                least = Math.min(least, delayMillis);
                most = Math.max(most, delayMillis);
            }
        }
        int concealed = line.count(Playout.CONCEALED) - concealedBefore;
        System.out.printf(
                "drift %d ppm: mouth to ear %.1f to %.1f ms, %d frames concealed, %d clicks%n",
                ppm, least, most, concealed, clicks);
        assertTrue(clicks > 3500, "clicks " + clicks);
        assertTrue(most - least <= 25, "delay " + least + " to " + most);
        assertTrue(most <= 80, "delay " + most);
        assertEquals(0, concealed);
    }

    @Test
    void delayShrinksWithinTenSecondsOfAJitterBurst() {
        Line line = line(0, 0, new SeededNetwork(5));
        line.run(10);
        int before = line.playout.delayMillis();
        line.network.jitterMillis(150);
        line.run(5);
        int during = line.playout.delayMillis();
        line.network.jitterMillis(0);
        line.run(10);
        int after = line.playout.delayMillis();
        System.out.printf("jitter burst: delay %d, %d, %d ms%n", before, during, after);
        assertTrue(during > before + 60, "during " + during);
        assertTrue(after <= before + 20, "after " + after);
    }

    @Test
    void aStallIsPlayedLateAndCaughtUp() {
        Line line = line(0, 0, new SeededNetwork(5));
        line.run(5);
        line.network.stallUntil(line.now + 150_000_000L);
        line.run(0.4);
        assertTrue(line.count(Playout.CONCEALED) <= 8, line.frames.toString());
        line.run(10);
        assertTrue(line.playout.delayMillis() <= 40, "delay " + line.playout.delayMillis());
        assertToneIsBack(line);
    }

    @Test
    void aStallOfASecondDoesNotStayAsDelay() {
        Line line = line(0, 0, new SeededNetwork(5));
        line.run(5);
        line.network.stallUntil(line.now + 1_000_000_000L);
        line.run(1.2);
        line.run(9);
        assertTrue(line.playout.delayMillis() <= 60, "delay " + line.playout.delayMillis());
        assertToneIsBack(line);
    }

    @Test
    void aPhoneThatIsSilentForMinutesIsHeardAtOnceWhenItGoesOn() {
        Line line = line(0, 0, new SeededNetwork(5));
        line.run(5);
        line.talking = false;
        line.run(300);
        assertEquals(Playout.SILENCE, line.tick());
        line.talking = true;
        int silent = line.count(Playout.SILENCE);
        line.run(1);
        assertTrue(line.count(Playout.SILENCE) - silent <= 4, line.frames.toString());
        assertToneIsBack(line);
        assertTrue(line.count(Playout.CONCEALED) <= 6, line.frames.toString());
        assertEquals("{}", line.drops.toString());
    }

    /** By phones that send a packet of comfort noise (RFC 3389) at its begin, and by those that send nothing at all. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSilenceThatIsNotSentIsNoLoss(boolean comfortNoise) {
        Line line = line(0, 0, new SeededNetwork(5));
        line.run(5);
        for (int i = 0; i < 10; i++) {
            line.talking = false;
            if (comfortNoise) {
                line.playout.passed(line.receive.extendedSequence() + 1);
                line.phone.leap(1, 0);
            }
            line.run(1);
            line.talking = true;
            line.run(1);
        }
        assertTrue(line.count(Playout.CONCEALED) >= 10, "each end is faded out: " + line.frames);
        assertEquals(0, line.playout.framesConcealed());
        line.network.stallUntil(line.now + 180_000_000L);
        line.run(1);
        long ofAStall = line.playout.framesConcealed();
        assertTrue(ofAStall >= 3, "what is late is missed: " + ofAStall);
        line.network.loss(1);
        line.run(1);
        line.network.loss(0);
        line.run(1);
        assertTrue(
                line.playout.framesConcealed() >= ofAStall + 3,
                "of a second that was lost: " + line.playout.framesConcealed());
    }

    @ParameterizedTest
    @CsvSource({"0,1000000", "0,-1000000", "0,2000000000", "0,-4000", "0,3000", "5000,-77777", "30000,0", "0,1200"})
    void aLeapOfTheFarClockCostsLittle(int sequenceBy, int timestampBy) {
        Line line = line(0, 0, new SeededNetwork(5));
        line.run(5);
        line.phone.leap(sequenceBy, timestampBy);
        line.run(1);
        int concealed = line.count(Playout.CONCEALED) + line.count(Playout.SILENCE);
        line.run(12);
        System.out.printf(
                "leap %d/%d: %d frames missing, delay %d ms, drops %s%n",
                sequenceBy, timestampBy, concealed, line.playout.delayMillis(), line.drops);
        assertTrue(concealed <= 22, line.frames.toString());
        assertTrue(line.playout.delayMillis() <= 40, "delay " + line.playout.delayMillis());
        assertToneIsBack(line);
    }

    @Test
    void ticksThatNeverWereDoNotAddDelay() {
        Line line = line(0, 0, new SeededNetwork(5));
        line.run(5);
        for (int i = 0; i < 50; i++) {
            line.now += 3 * Line.TICK;
            line.run(1);
        }
        assertTrue(line.playout.delayMillis() <= 60, "delay " + line.playout.delayMillis());
        assertToneIsBack(line);
    }

    @Test
    void aLateTickIsNoMissedTickAndMissedOnesArePassedOver() {
        Line line = line(0, 0, new SeededNetwork(5));
        line.now = 15_000_000L;
        line.tick();
        line.now = Line.TICK;
        line.run(5);
        int concealed = line.count(Playout.CONCEALED);
        for (int i = 0; i < 20; i++) {
            long scheduled = line.now;
            line.now += 17_000_000L;
            line.tick();
            line.now = scheduled + Line.TICK;
            line.run(0.5);
        }
        assertEquals(concealed, line.count(Playout.CONCEALED));
        line.now += 2 * Line.TICK;
        line.tick();
        line.run(1);
        assertEquals(concealed, line.count(Playout.CONCEALED));
        assertTrue(line.playout.delayMillis() <= 40, "delay " + line.playout.delayMillis());
        assertToneIsBack(line);
    }

    @Test
    void aNewSourceIsPlayedOnceItEarnedTheStream() {
        Line line = line(0, 0, new SeededNetwork(5));
        line.run(5);
        line.phone.ssrc(99);
        line.phone.leap(12345, 987654321);
        line.run(1);
        assertTrue(line.count(Playout.CONCEALED) + line.count(Playout.SILENCE) <= 12, line.frames.toString());
        assertEquals(99, line.receive.ssrc());
        assertToneIsBack(line);
    }
}
