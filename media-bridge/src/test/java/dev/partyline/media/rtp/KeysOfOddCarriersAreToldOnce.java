package dev.partyline.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What senders do that RFC 4733 doesn't have them do, or that a network does to them. */
final class KeysOfOddCarriersAreToldOnce {
    private static final long TICK = 20_000_000L;
    private static final byte PADDING = 0;

    private final TelephoneEvents events = new TelephoneEvents();
    private final StringBuilder heard = new StringBuilder();
    private final RtpPacket packet = new RtpPacket();
    private int sequence = 65_530;
    private long now = -3 * TICK;

    private static byte[] event(int code, boolean end, int volume, int duration) {
        return new byte[] {(byte) code, (byte) ((end ? 0x80 : 0) | volume), (byte) (duration >> 8), (byte) duration};
    }

    private void hear(boolean marker, int timestamp, byte[] payload) {
        assertTrue(packet.parse(RtpBytes.packet(101, marker, sequence++, timestamp, 7, payload)));
        for (int key = events.accept(packet, now); key >= 0; key = events.another()) {
            heard.append((char) key);
        }
        now += TICK;
    }

    private void send(boolean marker, int timestamp, int code, boolean end, int duration) {
        hear(marker, timestamp, event(code, end, 10, duration));
    }

    @Test
    void aTimestampThatMovesDuringAPress() {
        for (int press = 0; press < 3; press++) {
            int began = press * 1600;
            for (int i = 1; i <= 5; i++) {
                send(i == 1, began + 160 * (i - 1), 5, false, 160 * i);
            }
            for (int i = 0; i < 3; i++) {
                send(false, began + 160 * (5 + i), 5, true, 960);
            }
        }
        assertEquals("555", heard.toString());
    }

    @Test
    void aTimestampThatMovesAndPacketsThatAreLost() {
        send(true, 1000, 5, false, 0);
        send(false, 1160, 5, false, 160);
        send(false, 1960, 5, false, 960);
        send(false, 2280, 5, true, 1280);
        send(false, 2440, 5, true, 1280);
        send(false, 4000, 5, false, 160);
        assertEquals("55", heard.toString());
    }

    @Test
    void aTimestampThatNeverMovesFromKeyToKey() {
        for (int code : new int[] {1, 2, 3}) {
            send(false, 77, code, false, 160);
            send(false, 77, code, true, 320);
            send(false, 77, code, true, 320);
        }
        assertEquals("123", heard.toString());
    }

    @Test
    void aClockOfItsOwnForEachPress() {
        send(true, 0x1000_0000, 1, true, 400);
        send(true, 0x0f00_0000, 2, true, 400);
        send(true, 0x7000_0000, 2, true, 400);
        send(true, 0x0100_0000, 3, true, 400);
        assertEquals("1223", heard.toString());
    }

    @Test
    void theSameKeyAgainWithoutMarkerWhenStartsAndEndsAreLost() {
        send(false, 0, 8, false, 320);
        send(false, 0, 8, false, 480);
        send(false, 1600, 8, false, 320);
        send(false, 3200, 8, false, 640);
        assertEquals("888", heard.toString());
    }

    @Test
    void startsAndEndsThatComeManyTimes() {
        for (int press = 0; press < 2; press++) {
            for (int i = 0; i < 3; i++) {
                send(true, press * 1000, 4, false, 0);
            }
            for (int i = 0; i < 9; i++) {
                send(false, press * 1000, 4, true, 800);
            }
        }
        assertEquals("44", heard.toString());
    }

    @Test
    void packetsInAnyOrder() {
        send(false, 0, 1, false, 320);
        send(true, 0, 1, false, 160);
        send(false, 0, 1, true, 640);
        send(false, 0, 1, false, 480);
        send(true, 900, 2, false, 160);
        send(false, 0, 1, true, 640);
        send(false, 900, 2, false, 320);
        assertEquals("12", heard.toString());
    }

    @Test
    void severalKeysInOnePacket() {
        byte[] both = new byte[12];
        System.arraycopy(event(1, true, 10, 400), 0, both, 0, 4);
        System.arraycopy(event(1, true, 10, 400), 0, both, 4, 4);
        System.arraycopy(event(9, false, 10, 160), 0, both, 8, 4);
        hear(true, 0, both);
        hear(false, 0, both);
        send(false, 800, 9, true, 480);
        assertEquals("119", heard.toString());
    }

    @Test
    void whatFollowsAnEventThatGoesOnIsNoOther() {
        byte[] padded = new byte[32];
        System.arraycopy(event(7, false, 10, 160), 0, padded, 0, 4);
        hear(true, 0, padded);
        System.arraycopy(event(7, true, 10, 320), 0, padded, 0, 4);
        hear(false, 0, padded);
        hear(false, 0, new byte[] {7, (byte) 0x8a, 1, 0x40, PADDING, PADDING});
        assertEquals("7", heard.toString());
    }

    @Test
    void volumeSaysNothing() {
        for (int volume = 0; volume < 64; volume++) {
            hear(true, volume * 1000, event(6, false, volume, 160));
            hear(false, volume * 1000, event(6, true, 63 - volume, 320));
        }
        assertEquals("6".repeat(64), heard.toString());
    }

    @Test
    void flashAndFaxTonesChangeNothing() {
        send(true, 0, 2, false, 160);
        send(true, 80, 16, true, 160);
        send(true, 90, 36, false, 160);
        send(false, 0, 2, true, 320);
        assertEquals("2", heard.toString());
        now += 50 * TICK;
        send(true, 9000, 16, false, 160);
        assertFalse(events.sounding(now), "flash is no key that sounds");
    }

    @Test
    void aPressEndsWithItsEndOrWhenNothingComes() {
        assertEquals(Long.MAX_VALUE, events.deadlineNanos());
        send(true, 0, 2, false, 160);
        now -= TICK;
        assertTrue(events.sounding(now + 100_000_000L), "one update may be lost");
        assertFalse(events.sounding(events.deadlineNanos()));
        assertEquals(now + 120_000_000L, events.deadlineNanos());
        send(false, 0, 2, true, 320);
        assertFalse(events.sounding(now + 2 * TICK));
    }

    @Test
    void audioThatGoesOnEndsIt() {
        send(true, 0, 2, false, 160);
        events.audio(160, now);
        events.audio(480, now);
        assertTrue(events.sounding(now), "a gateway may send audio along with it");
        events.audio(800, now);
        assertFalse(events.sounding(now));
        send(false, 0, 2, false, 1120);
        send(false, 3000, 2, true, 400);
        assertEquals("22", heard.toString());
    }

    @Test
    void aKeyHeldForMinutesWithoutSegments() {
        int duration = 0;
        for (int i = 0; i < 3000; i++) {
            duration += 160;
            send(i == 0, 5, 3, false, duration & 0xffff);
        }
        send(false, 5, 3, true, (duration + 160) & 0xffff);
        send(false, 5 + duration + 2000, 3, false, 160);
        assertEquals("33", heard.toString());
    }

    /** Whatever the bytes are, at most one key a key's worth of bytes comes of them, and the next real press is told. */
    @Test
    void randomBytesDoNoHarm() {
        Random random = new Random(4733);
        for (int i = 0; i < 300_000; i++) {
            byte[] payload = new byte[4 + random.nextInt(i % 100 == 0 ? 1400 : 24)];
            random.nextBytes(payload);
            int told = heard.length();
            hear(random.nextBoolean(), i % 3 == 0 ? random.nextInt() : i * 160, payload);
            assertTrue(heard.length() - told <= Math.min(8, payload.length / 4));
            events.audio(random.nextInt(), now);
            now += random.nextInt(5) * TICK - TICK;
            if (i % 1000 == 0) {
                now += 200 * TICK;
                heard.setLength(0);
                ByteBuffer real = ByteBuffer.wrap(event(i / 1000 % 10, true, 10, 800));
                hear(true, i * 7919, real.array());
                assertEquals("" + i / 1000 % 10, heard.toString());
            }
        }
    }
}
