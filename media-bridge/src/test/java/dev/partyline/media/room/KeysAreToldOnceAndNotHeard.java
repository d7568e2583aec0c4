package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.DigitWay;
import dev.partyline.media.LegEvent;
import dev.partyline.media.PhoneStream.Codec;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysAreToldOnceAndNotHeard {
    private final TestRoom room = new TestRoom();

    private void presses(TestPhone phone, int event) {
        int began = phone.timestamp() + 160;
        for (int i = 1; i <= 8; i++) {
            phone.press(event, 160 * i, i > 5, began);
            room.runs(20);
        }
    }

    @Test
    void starAndSix() {
        TestPhone phone = room.joins(Codec.PCMU);
        room.runs(400);
        phone.sendsNothing();
        presses(phone, 10);
        presses(phone, 6);
        phone.speaksAgain();
        room.runs(400);
        assertEquals(
                List.of(
                        new LegEvent.Digit('*', DigitWay.TELEPHONE_EVENT),
                        new LegEvent.Digit('6', DigitWay.TELEPHONE_EVENT)),
                phone.events);
    }

    @Test
    void aToneSentAlongWithTheKeyIsKeptFromTheOthers() {
        TestPhone phone = room.joins(Codec.PCMU).sends(new Tone(940, -10));
        TestPhone other = room.joins(Codec.PCMA);
        room.runs(2000);
        assertEquals(-10, other.hears(940), 1);
        for (int i = 0; i < 10; i++) {
            presses(phone, 1);
        }
        assertTrue(Tone.level(other.heard(800), 940) < -60, "hears " + Tone.level(other.heard(800), 940));
        room.runs(2000);
        assertEquals(-10, other.hears(940), 1);
    }
}
