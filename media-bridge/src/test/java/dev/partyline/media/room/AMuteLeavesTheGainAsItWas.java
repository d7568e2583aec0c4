package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.Sound;
import dev.partyline.media.Talk;
import org.junit.jupiter.api.Test;

class AMuteLeavesTheGainAsItWas {
    private static final int SECOND = 8000;

    private final TestRoom room = new TestRoom().withAutomaticGain();

    @Test
    void whoSpeaksUpAgainIsAsLoudAsHeWas() {
        short[] line = Talk.of(-40, -66, 26, 1);
        Recorded sent = new Recorded(line);
        TestPhone talker = room.joins(Codec.PCMA).sends(sent);
        TestPhone listener = room.joins(Codec.PCMA);
        room.runs(12_000);
        double gainDb = talker.leg.stats().gainDb();
        assertTrue(gainDb > 10, "gain " + gainDb);
        short[] before = listener.heard(12_000);
        int delay = sent.delayIn(before, 10 * SECOND, 11 * SECOND);
        assertEquals(
                gainDb,
                Sound.dbov(before, 11 * SECOND, 12 * SECOND)
                        - Sound.dbov(line, 11 * SECOND - delay, 12 * SECOND - delay),
                1);

        talker.leg.mute(true);
        room.runs(6000);
        assertTrue(Tone.level(listener.heard(5000)) < -60);
        talker.leg.mute(false);
        room.runs(100);
        assertEquals(gainDb, talker.leg.stats().gainDb(), 0.7);
        room.runs(5900);
        short[] after = listener.heard(6000);
        int at = 18 * SECOND;
        double steady = Sound.dbov(after, 0, 3 * SECOND) - Sound.dbov(line, at - delay, at + 3 * SECOND - delay);
        assertEquals(gainDb, steady, 1.5);
        assertEquals(-26, Talk.activeDbov(after, 0, 6 * SECOND), 2.5);
    }

    @Test
    void aPhoneAsItComesHasNone() {
        TestRoom plain = new TestRoom();
        TestPhone talker = plain.joins(Codec.PCMU).sends(new Recorded(Talk.of(-40, -66, 12, 1)));
        plain.runs(11_000);
        assertEquals(0, talker.leg.stats().gainDb());
    }
}
