package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.BrowserMode;
import dev.partyline.media.PhoneStream.Codec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A tone of 90 Hz at -10 dBov has steps of 173 at 48 kHz and of 1036 at 8 kHz, where G.711 rounds to multiples of 512. A
 * click has thousands more.
 */
class NothingChangesWithAClickForBrowsers {
    private static final int WIDE_STEP = 260;
    private static final int NARROW_STEP = 1600;
    /** After a mute, a decoder begins anew, and takes a frame to find the tone's exact height. */
    private static final double ANEW = 1.6;

    private final TestRoom room = new TestRoom();
    private final TestPhone phone = room.joins(Codec.PCMU);
    private final TestBrowser forwarded = room.joins(BrowserMode.FORWARDED);
    private final TestBrowser mixed = room.joins(BrowserMode.MIXED);
    private final TestBrowser talks = room.joins(BrowserMode.MIXED).sends(90, -10);

    @BeforeEach
    void settle() {
        room.runs(2000);
    }

    private static int greatestStep(short[] samples) {
        int step = 0;
        for (int i = 1; i < samples.length; i++) {
            step = Math.max(step, Math.abs(samples[i] - samples[i - 1]));
        }
        return step;
    }

    private void assertNoClick(int millis) {
        assertNoClick(millis, 1);
    }

    private void assertNoClick(int millis, double factor) {
        System.out.printf(
                "greatest steps: phone %d, mixed %d, forwarded %d%n",
                greatestStep(phone.heard(millis)),
                greatestStep(mixed.heard(millis)),
                greatestStep(forwarded.heard(millis)));
        assertTrue(greatestStep(phone.heard(millis)) < factor * NARROW_STEP, "phone");
        assertTrue(greatestStep(mixed.heard(millis)) < factor * WIDE_STEP, "mixed");
        assertTrue(greatestStep(forwarded.heard(millis)) < factor * WIDE_STEP, "forwarded");
    }

    @ParameterizedTest
    @EnumSource
    void muteAndUnmute(BrowserMode mode) {
        talks.audio.mode(mode);
        for (int i = 0; i < 10; i++) {
            talks.audio.mute(i % 2 == 0);
            room.runs(60 + 20 * i);
        }
        assertNoClick(1500, ANEW);
    }

    @ParameterizedTest
    @EnumSource
    void aTalkerChangesItsMode(BrowserMode mode) {
        talks.audio.mode(mode);
        room.runs(500);
        for (int i = 0; i < 10; i++) {
            talks.audio.mode((i % 2 == 0) == (mode == BrowserMode.MIXED) ? BrowserMode.FORWARDED : BrowserMode.MIXED);
            room.runs(20 + 20 * i);
        }
        assertNoClick(2500);
    }

    @ParameterizedTest
    @EnumSource
    void aTalkerLeaves(BrowserMode mode) {
        talks.audio.mode(mode);
        room.runs(507);
        room.leaves(talks);
        room.runs(400);
        assertNoClick(900);
    }

    @ParameterizedTest
    @EnumSource
    void theLastBrowserLeavesWhileItTalks(BrowserMode mode) {
        talks.audio.mode(mode);
        room.joins(Codec.PCMA);
        room.leaves(forwarded);
        room.leaves(mixed);
        room.runs(1000);
        room.leaves(talks);
        room.runs(300);
        assertTrue(greatestStep(phone.heard(1200)) < NARROW_STEP, "phone");
    }

    @ParameterizedTest
    @EnumSource
    void aBrowserBeginsAndFallsSilentWithoutAWord(BrowserMode mode) {
        talks.audio.mode(mode);
        talks.sendsNothing();
        room.runs(1000);
        talks.sendsAgain();
        room.runs(1000);
        assertNoClick(2000);
    }
}
