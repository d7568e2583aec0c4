package dev.partyline.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.SeededNetwork;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EachKeyIsToldOnce {
    private static final long TICK = 20_000_000L;

    private final TelephoneEvents events = new TelephoneEvents();
    private final StringBuilder heard = new StringBuilder();
    private final RtpPacket packet = new RtpPacket();
    private int sequence;
    private long now = -5 * TICK;

    private static ByteBuffer event(int sequence, boolean marker, int timestamp, int code, boolean end, int duration) {
        return RtpBytes.packet(
                101,
                marker,
                sequence,
                timestamp,
                7,
                (byte) code,
                (byte) ((end ? 0x80 : 0) | 10),
                (byte) (duration >> 8),
                (byte) duration);
    }

    private void hear(ByteBuffer bytes) {
        assertTrue(packet.parse(bytes));
        int key = events.accept(packet, now);
        if (key >= 0) {
            heard.append((char) key);
        }
        now += TICK;
    }

    private void send(boolean marker, int timestamp, int code, boolean end, int duration) {
        hear(event(sequence++, marker, timestamp, code, end, duration));
    }

    private void press(int timestamp, int code) {
        send(true, timestamp, code, false, 160);
        send(false, timestamp, code, false, 320);
        send(false, timestamp, code, false, 480);
        for (int i = 0; i < 3; i++) {
            send(false, timestamp, code, true, 640);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7fff_ff00, 0x8000_0000, -800})
    void allSixteenKeys(int timestamp) {
        for (int code = 0; code < 16; code++) {
            press(timestamp + code * 800, code);
        }
        assertEquals("0123456789*#ABCD", heard.toString());
    }

    @Test
    void twoQuickEqualKeysAreTwo() {
        press(0, 5);
        press(640, 5);
        assertEquals("55", heard.toString());
    }

    @Test
    void withoutMarker() {
        send(false, 100, 1, false, 160);
        send(false, 100, 1, true, 320);
        assertEquals("1", heard.toString());
    }

    @Test
    void startLostAndOnlyOneEndArrives() {
        send(false, 100, 1, true, 320);
        send(false, 900, 2, true, 320);
        assertEquals("12", heard.toString());
    }

    @Test
    void allEndsLost() {
        send(true, 100, 1, false, 160);
        send(false, 100, 1, false, 320);
        send(true, 1700, 1, false, 160);
        assertEquals("11", heard.toString());
    }

    @Test
    void durationWrapsInOneLongPress() {
        send(true, 100, 9, false, 0xff00);
        send(false, 100, 9, false, 0x0050);
        send(false, 100, 9, true, 0x0100);
        assertEquals("9", heard.toString());
    }

    @Test
    void aKeyHeldForHalfAMinuteGoesOnInSegments() {
        int timestamp = -70_000;
        for (int segment = 0; segment < 4; segment++) {
            send(segment == 0, timestamp, 3, false, 30_000);
            send(false, timestamp, 3, false, 0xffff);
            timestamp += 0xffff;
        }
        send(false, timestamp, 3, true, 800);
        assertEquals("3", heard.toString());
    }

    @Test
    void eventsThatAreNoKeysAreIgnored() {
        for (int code = 16; code < 256; code++) {
            press(code * 800, code);
        }
        assertEquals("", heard.toString());
    }

    @Test
    void tooShortPayloadsAreIgnored() {
        for (int length = 0; length < 4; length++) {
            hear(RtpBytes.packet(101, true, 1, 1, 7, new byte[length]));
        }
        assertEquals("", heard.toString());
    }

    @Test
    void anOlderEventThatComesLateIsNotRepeated() {
        press(0, 1);
        press(800, 2);
        send(false, 0, 1, true, 640);
        send(false, 800, 2, true, 640);
        assertEquals("12", heard.toString());
    }

    @Test
    void aFarEndWithANewClockIsHeardAgain() {
        press(1_000_000, 1);
        now += 3_000_000_000L;
        press(500, 2);
        assertEquals("12", heard.toString());
        events.reset();
        press(100, 3);
        assertEquals("123", heard.toString());
    }

    @Test
    void tenPercentLossJitterAndDuplicatesLoseNoKey() {
        SeededNetwork network = new SeededNetwork(4).loss(0.1).jitterMillis(30).duplicates(0.05);
        StringBuilder pressed = new StringBuilder();
        long time = 0;
        int timestamp = -4000;
        for (int key = 0; key < 500; key++) {
            int code = key * 7 % 12;
            pressed.append("0123456789*#".charAt(code));
            for (int i = 0; i < 8; i++) {
                boolean end = i >= 5;
                network.send(
                        event(sequence++, i == 0, timestamp, code, end, 160 * Math.min(i + 1, 6))
                                .array(),
                        time);
                time += TICK;
            }
            timestamp += 1600;
            time += 2 * TICK;
        }
        for (now = 0; now < time + 10 * TICK; ) {
            long tick = now;
            for (ByteBuffer bytes = network.poll(tick); bytes != null; bytes = network.poll(tick)) {
                now = tick;
                hear(bytes);
            }
            now = tick + TICK;
        }
        assertEquals(pressed.toString(), heard.toString());
    }
}
