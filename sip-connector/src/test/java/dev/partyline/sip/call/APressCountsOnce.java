package dev.partyline.sip.call;

import static dev.partyline.media.DigitWay.SIGNALLING;
import static dev.partyline.media.DigitWay.TELEPHONE_EVENT;
import static dev.partyline.media.DigitWay.TONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.media.DigitWay;
import org.junit.jupiter.api.Test;

final class APressCountsOnce {
    private static final long MILLI = 1_000_000L;

    private final DigitOnce once = new DigitOnce();
    private final StringBuilder told = new StringBuilder();
    private long now = -5_000 * MILLI;

    private void comes(char digit, DigitWay way, int afterMillis) {
        comes(digit, way, afterMillis, 0);
    }

    private void comes(char digit, DigitWay way, int afterMillis, int heldMillis) {
        now += afterMillis * MILLI;
        if (once.isNew(digit, way, now - heldMillis * MILLI, now)) {
            told.append(digit);
        }
    }

    @Test
    void byTwoOrThreeWays() {
        comes('5', TELEPHONE_EVENT, 0);
        comes('5', TONE, 40);
        comes('5', SIGNALLING, 300);
        comes('6', TONE, 50);
        comes('6', SIGNALLING, 10);
        comes('6', TELEPHONE_EVENT, 10);
        assertEquals("56", told.toString());
    }

    @Test
    void twiceByOneWayIsTwo() {
        comes('5', TELEPHONE_EVENT, 0);
        comes('5', TELEPHONE_EVENT, 90);
        comes('7', TONE, 90);
        comes('7', TONE, 90);
        assertEquals("5577", told.toString());
    }

    @Test
    void twiceByTwoWaysIsTwoInWhicheverOrder() {
        comes('5', TELEPHONE_EVENT, 0);
        comes('5', TONE, 40);
        comes('5', TELEPHONE_EVENT, 100);
        comes('5', TONE, 40);
        assertEquals("55", told.toString());
        comes('8', TELEPHONE_EVENT, 200);
        comes('8', TELEPHONE_EVENT, 150);
        comes('8', SIGNALLING, 100);
        comes('8', SIGNALLING, 100);
        assertEquals("5588", told.toString());
    }

    @Test
    void thoughEachWayMissesOne() {
        comes('5', TONE, 0);
        comes('5', TELEPHONE_EVENT, 300);
        comes('5', TONE, 40);
        assertEquals("55", told.toString());
    }

    @Test
    void aMessageOfALongPressComesAtItsEnd() {
        comes('5', TELEPHONE_EVENT, 0);
        comes('5', SIGNALLING, 4_030, 4_000);
        assertEquals("5", told.toString());
    }

    @Test
    void muchLaterItIsAnotherPress() {
        comes('5', TELEPHONE_EVENT, 0);
        comes('5', SIGNALLING, 1_100);
        assertEquals("55", told.toString());
    }

    @Test
    void tenThousandPressesAreNotRemembered() {
        for (int i = 0; i < 10_000; i++) {
            comes('5', TONE, 1);
        }
        assertEquals(10_000, told.length());
        comes('1', TONE, 1);
        comes('1', TELEPHONE_EVENT, 1);
        assertEquals(10_001, told.length());
    }
}
