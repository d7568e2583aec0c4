package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.LegEvent;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.Sound;
import dev.partyline.media.codec.G711;
import dev.partyline.media.prompt.Prompt;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstCallerHearsSoAndThenMusic {
    private final TestRoom room = new TestRoom();

    /** What is left of samples after G.711. */
    private static short[] coded(Codec codec, short[] samples, int from, int length) {
        byte[] bytes = new byte[length];
        short[] result = new short[length];
        G711.encode(codec, Arrays.copyOfRange(samples, from, from + length), 0, length, bytes, 0);
        G711.decode(codec, bytes, 0, length, result);
        return result;
    }

    /** But for the first 10 ms, which are joined to what was heard before. */
    private static void assertHearsMusicFromItsStart(Codec codec, TestPhone phone) {
        assertArrayEquals(coded(codec, TestRoom.LIBRARY.waitingMusic(), 80, 7920), phone.heard(990));
    }

    private static int frames(Prompt prompt) {
        return (TestRoom.PROMPTS.samples(prompt).length + 159) / 160;
    }

    @Test
    void theAnnouncementThenTheMusicFromItsStart() {
        TestPhone first = room.joins(Codec.PCMU);
        int announcement = frames(Prompt.FIRST_IN_CHANNEL);
        room.runs(1000);
        assertArrayEquals(
                coded(Codec.PCMU, TestRoom.PROMPTS.samples(Prompt.FIRST_IN_CHANNEL), 0, 8000), first.heard(1000));
        room.runs(20 * announcement);
        assertHearsMusicFromItsStart(Codec.PCMU, first);
        assertEquals(List.of(), first.events);
    }

    @Test
    void whatWasBeingSaidComesFirst() {
        TestPhone first = room.calls(Codec.PCMA);
        first.leg.say(List.of(Prompt.WELCOME));
        room.runs(200);
        room.rooms.enter(TestRoom.LOBBY, first.leg, room.nowNanos);
        int both = TestRoom.PROMPTS.samples(Prompt.WELCOME).length
                + TestRoom.PROMPTS.samples(Prompt.FIRST_IN_CHANNEL).length;
        room.runs(20 * ((both + 159) / 160) - 200);
        assertEquals(List.of(new LegEvent.PromptsEnded(List.of(Prompt.WELCOME))), first.events);
        assertEquals((both + 159) / 160, first.wire.fromBridge.size());
        room.runs(1000);
        assertHearsMusicFromItsStart(Codec.PCMA, first);
    }

    @Test
    void theMusicStopsForTheSecondAndComesBackWithoutWords() {
        TestPhone first = room.joins(Codec.PCMU);
        room.runs(500);
        TestPhone second = room.joins(Codec.PCMU);
        room.runs(1000);
        assertEquals(-65, Tone.level(first.heard(800)), 4, "the announcement is no longer true");
        assertEquals(-65, Tone.level(second.heard(800)), 4);

        room.leaves(second);
        room.runs(1000);
        assertHearsMusicFromItsStart(Codec.PCMU, first);
    }

    @Test
    void whoComesInTheMomentTheLastOneGoesIsTheFirst() {
        TestPhone before = room.joins(Codec.PCMU);
        room.runs(500);
        room.leaves(before);
        TestPhone first = room.joins(Codec.PCMU);
        room.runs(1000);
        assertArrayEquals(
                coded(Codec.PCMU, TestRoom.PROMPTS.samples(Prompt.FIRST_IN_CHANNEL), 0, 8000), first.heard(1000));
    }

    @Test
    void neverBareSilence() {
        TestPhone first = room.joins(Codec.PCMA);
        room.runs(60_000);
        assertEquals(3000, first.wire.fromBridge.size());
        assertTrue(Tone.level(first.heard(20_000)) > -33);
    }

    @Test
    void whoWaitsForAHostHasMusicAndIsNotHeard() {
        TestPhone inside = room.joins(Codec.PCMU);
        room.joins(Codec.PCMU).sends(new Tone(700, -20));
        TestPhone waits = room.calls(Codec.PCMA).sends(new Tone(500, -20));
        WidePhone wide = room.callsWide(Codec.OPUS, 20);
        waits.leg.waitWithMusic();
        wide.leg.waitWithMusic();
        room.runs(3000);
        assertTrue(Tone.level(waits.heard(2000)) > -36, "music at " + Tone.level(waits.heard(2000)));
        assertTrue(waits.hears(700) < -50, "and nobody in there: " + waits.hears(700));
        assertTrue(wide.hears(700) < -50, "nor here: " + wide.hears(700));
        assertTrue(Sound.dbov(wide.heard(1000), 0, 48_000) > -40);
        assertTrue(inside.hears(500) < -60);
        room.rooms.enter(TestRoom.LOBBY, waits.leg, room.nowNanos);
        room.runs(2000);
        assertEquals(-20, waits.hears(700), 0.5);
        assertEquals(-20, inside.hears(500), 0.5);
    }
}
