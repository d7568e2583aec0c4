package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.prompt.Prompt;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tones of about 100 Hz have steps of a tenth of their amplitude, so any greater one is a click. */
class NothingChangesWithAClick {
    private final TestRoom room = new TestRoom();
    private final TestPhone listener = room.joins(Codec.PCMU);
    private final TestPhone one = room.joins(Codec.PCMU).sends(new Tone(90, -10));
    private final TestPhone two = room.joins(Codec.PCMU).sends(new Tone(115, -10));

    @BeforeEach
    void settle() {
        room.runs(3000);
    }

    private static int greatestStep(short[] samples) {
        int step = 0;
        for (int i = 1; i < samples.length; i++) {
            step = Math.max(step, Math.abs(samples[i] - samples[i - 1]));
        }
        return step;
    }

    private void assertNoClick(TestPhone phone) {
        int step = greatestStep(phone.heard(800));
        assertTrue(step < 3200, "a step of " + step);
    }

    @Test
    void muteAndUnmute() {
        for (int i = 0; i < 10; i++) {
            one.leg.mute(i % 2 == 0);
            room.runs(60 + 20 * i);
        }
        assertNoClick(listener);
        assertNoClick(two);
    }

    @Test
    void holdAndResume() {
        one.leg.connect(one.stream(MediaDirection.INACTIVE, 20), room.nowNanos);
        room.runs(400);
        assertNoClick(listener);
        one.leg.connect(one.stream(MediaDirection.SENDRECV, 20), room.nowNanos);
        room.runs(400);
        assertNoClick(listener);
    }

    @Test
    void leaveAndJoin() {
        room.leaves(one);
        room.runs(400);
        TestPhone joins = room.calls(Codec.PCMA);
        room.runs(100);
        room.rooms.enter(TestRoom.LOBBY, joins.leg, room.nowNanos);
        room.runs(300);
        assertNoClick(listener);
        room.runs(20);
        assertTrue(greatestStep(joins.heard(400)) < 3200);
    }

    @Test
    void aKeyPress() {
        for (int i = 1; i <= 8; i++) {
            one.press(5, 160 * i, i > 5, 4711);
            room.runs(20);
        }
        room.runs(300);
        assertNoClick(listener);
    }

    @Test
    void theLastTalkerLeavesAndThenTheLastCompany() {
        room.leaves(two);
        room.runs(200);
        room.leaves(one);
        room.runs(600);
        assertNoClick(listener);
    }

    @Test
    void aPromptThatIsCutOff() {
        listener.leg.say(List.of(Prompt.WELCOME));
        room.runs(700);
        int spoken = Math.max(3200, greatestStep(listener.heard(600)));
        listener.leg.say(List.of());
        listener.forget();
        room.runs(500);
        assertTrue(greatestStep(listener.heard(500)) < spoken);
    }
}
