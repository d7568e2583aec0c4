package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.media.PhoneStream.Codec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TheMixKeepsItsLoudness {
    private final TestRoom room = new TestRoom();

    @Test
    void whoSpeaksUpAgainHearsTheOthersAtOnceThoughTheyWereLoudWhenHeSpokeLast() {
        TestPhone speaker = room.joins(Codec.PCMU);
        TestPhone quiet = room.joins(Codec.PCMU).sends(new Tone(500, -25));
        List<TestPhone> crowd = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            crowd.add(room.joins(Codec.PCMU).sends(new Tone(700, -4)));
        }
        room.runs(2000);
        speaker.sends(new Tone(900, -20));
        room.runs(2000);
        speaker.sendsSilence();
        room.runs(1000);
        crowd.forEach(TestPhone::sendsSilence);
        room.runs(3000);
        assertEquals(-25, Tone.level(speaker.heard(100), 500), 1);

        speaker.sends(new Tone(900, -20));
        room.runs(180);
        assertEquals(-25, Tone.level(speaker.heard(100), 500), 1);
        assertEquals(-25, quiet.leg.stats().levelDbov(), 1);
    }
}
