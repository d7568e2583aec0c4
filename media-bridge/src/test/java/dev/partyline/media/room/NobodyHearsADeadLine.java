package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.prompt.Prompt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A far end that is sent nothing but zeros thinks that the call is over. */
class NobodyHearsADeadLine {
    private static final int LONGEST_ZEROS = 160;

    private final TestRoom room = new TestRoom();

    private static void assertAlive(short[] heard) {
        int zeros = 0;
        for (int i = 0; i < heard.length; i++) {
            zeros = heard[i] == 0 ? zeros + 1 : 0;
            assertTrue(zeros < LONGEST_ZEROS, "dead after " + i / 8 + " ms");
        }
    }

    /** As one whose telephone suppresses noise speaks: a word, then nothing at all, sooner than the line is closed. */
    @ParameterizedTest
    @EnumSource(names = {"PCMU", "PCMA"})
    void betweenTheWordsOfOneWhoseTelephoneIsSilentBetweenThem(Codec codec) {
        Tone word = new Tone(500, -25);
        int[] frames = {0};
        TestPhone talker = room.joins(codec).sends(frame -> {
            if (frames[0]++ % 25 < 10) {
                word.fill(frame);
            } else {
                java.util.Arrays.fill(frame, (short) 0);
            }
        });
        TestPhone another = room.joins(codec).sends(new Tone(900, -30));
        TestPhone listener = room.joins(codec);
        room.runs(1000);
        another.sendsSilence();
        room.runs(4000);
        assertAlive(listener.heard(3000));
        assertAlive(another.heard(3000));
        assertAlive(talker.heard(3000));
        assertEquals(-25, Tone.level(listener.heard(3000), 500) + 20 * Math.log10(25 / 10.0), 1);
    }

    @Test
    void inThePausesOfWhatIsSaid() {
        TestPhone caller = room.calls(Codec.PCMU);
        for (Prompt prompt : Prompt.values()) {
            caller.leg.say(List.of(prompt));
            int millis = TestRoom.PROMPTS.samples(prompt).length / 8 / 20 * 20;
            room.runs(millis);
            assertAlive(caller.heard(millis));
        }
    }

    @Test
    void theHissIsSoft() {
        room.joins(Codec.PCMU);
        TestPhone listener = room.joins(Codec.PCMU);
        room.runs(8000);
        assertEquals(-65, Tone.level(listener.heard(2000)), 2);
    }
}
