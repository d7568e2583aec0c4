package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InACrowdTheMostAudibleAreHeard {
    private static final double LOUDEST = -28;

    private final TestRoom room = new TestRoom();
    private final TestPhone listener = room.joins(Codec.PCMU);
    private final List<TestPhone> crowd = new ArrayList<>();

    private static int hertz(int phone) {
        return 300 + 110 * phone;
    }

    private static double dbov(int phone) {
        return LOUDEST - phone;
    }

    private void crowdJoins(int count) {
        for (int i = 0; i < count; i++) {
            crowd.add(room.joins(Codec.PCMU).sends(new Tone(hertz(i), dbov(i))));
        }
    }

    private void assertHeard(int phone) {
        assertEquals(dbov(phone), listener.hears(hertz(phone)), 1, "tone " + phone);
    }

    private void assertNotHeard(int phone) {
        assertTrue(
                listener.hears(hertz(phone)) < dbov(phone) - 15, "tone " + phone + " " + listener.hears(hertz(phone)));
    }

    @Test
    void asManyAsAMixNames() {
        crowdJoins(22);
        room.runs(3000);
        for (int i = 0; i < 22; i++) {
            if (i < Crowd.MOST) {
                assertHeard(i);
            } else {
                assertNotHeard(i);
            }
        }
    }

    @Test
    void whoBeginsIsHeardAtOnceAndWhoIsLeftIsHeardAgain() {
        TestPhone late = room.joins(Codec.PCMU);
        crowdJoins(Crowd.MOST + 2);
        room.runs(3000);
        late.sends(new Tone(2500, -40));
        while (late.leg.stats().levelDbov() < -60) {
            room.runs(20);
        }
        assertTrue(late.leg.stats().speaking(), "his first frame is not heard");
        room.runs(180);
        assertEquals(-40, Tone.level(listener.heard(100), 2500), 1);
        // Now he is new no more, and not among the loudest.
        late.sends(new Tone(2700, -52));
        room.runs(3000);
        assertTrue(listener.hears(2700) < -65, "heard at " + listener.hears(2700));
        late.sends(new Tone(2500, -20));
        room.runs(3000);
        assertEquals(-20, listener.hears(2500), 1);
        assertNotHeard(Crowd.MOST - 1);
        late.sendsSilence();
        room.runs(2000);
        for (int i = 0; i < Crowd.MOST; i++) {
            assertHeard(i);
        }
    }
}
