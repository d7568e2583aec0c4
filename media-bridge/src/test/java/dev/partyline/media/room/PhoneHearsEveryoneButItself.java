package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.MediaDirection;
import dev.partyline.media.PhoneStream.Codec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneHearsEveryoneButItself {
    private static final double LEVEL = -25;
    private static final double[] HERTZ = {410, 630, 870, 1130, 1470};

    private final TestRoom room = new TestRoom();
    private final List<TestPhone> phones = new ArrayList<>();

    private void phonesJoin(int count) {
        for (int i = 0; i < count; i++) {
            phones.add(room.joins(i % 2 == 0 ? Codec.PCMU : Codec.PCMA).sends(new Tone(HERTZ[i], LEVEL)));
        }
    }

    private void assertHears(TestPhone phone, int other) {
        assertEquals(LEVEL, phone.hears(HERTZ[other]), 1.0, "tone " + other);
    }

    private void assertHearsNothingOf(TestPhone phone, int other) {
        assertTrue(phone.hears(HERTZ[other]) < LEVEL - 50, "tone " + other + ": " + phone.hears(HERTZ[other]));
    }

    private void assertAllHearAllButThemselves() {
        for (int i = 0; i < phones.size(); i++) {
            for (int other = 0; other < phones.size(); other++) {
                if (other == i) {
                    assertHearsNothingOf(phones.get(i), other);
                } else {
                    assertHears(phones.get(i), other);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void eachHearsAllTheOthers(int count) {
        phonesJoin(count);
        room.runs(6000);
        assertAllHearAllButThemselves();
        assertEquals(List.of(), room.faults);
    }

    @Test
    void aHeldPhoneIsNotHeardAndIsSentNothing() {
        phonesJoin(3);
        room.runs(2000);
        TestPhone held = phones.get(0);
        held.leg.connect(held.stream(MediaDirection.INACTIVE, 20), room.nowNanos);
        held.forget();
        room.runs(2000);
        assertEquals(0, held.wire.fromBridge.size());
        assertHearsNothingOf(phones.get(1), 0);
        assertHears(phones.get(1), 2);

        held.leg.connect(held.stream(MediaDirection.SENDRECV, 20), room.nowNanos);
        room.runs(2000);
        assertAllHearAllButThemselves();
    }

    @Test
    void musicOnHoldOfAPbxIsNotMixedWhileTheBridgeGoesOnSending() {
        phonesJoin(3);
        TestPhone held = phones.get(0);
        held.leg.connect(held.stream(MediaDirection.SENDONLY, 20), room.nowNanos);
        room.runs(6000);
        assertHearsNothingOf(phones.get(1), 0);
        assertHears(held, 1);
        assertHears(held, 2);
    }

    @Test
    void aMutedPhoneIsNotHeardAndGoesOnHearing() {
        phonesJoin(3);
        room.runs(2000);
        phones.get(2).leg.mute(true);
        room.runs(2000);
        assertHearsNothingOf(phones.get(0), 2);
        assertHearsNothingOf(phones.get(1), 2);
        assertHears(phones.get(2), 0);
        assertHears(phones.get(2), 1);

        phones.get(2).leg.mute(false);
        room.runs(2000);
        assertAllHearAllButThemselves();
    }

    @Test
    void aPhoneThatLeavesAndComesBackIsHeardAgain() {
        phonesJoin(3);
        room.runs(2000);
        TestPhone leaver = phones.remove(2);
        room.leaves(leaver);
        room.runs(2000);
        assertHearsNothingOf(phones.get(0), 2);
        assertTrue(leaver.wire.closed);

        phones.add(room.joins(Codec.PCMU).sends(new Tone(HERTZ[2], LEVEL)));
        room.runs(2000);
        assertAllHearAllButThemselves();
    }

    @Test
    void aPhoneThatIsNotLetInYetNeitherHearsNorIsHeard() {
        phonesJoin(2);
        TestPhone waiting = room.calls(Codec.PCMA).sends(new Tone(HERTZ[2], LEVEL));
        room.runs(4000);
        assertHearsNothingOf(phones.get(0), 2);
        assertHearsNothingOf(waiting, 0);
        assertEquals(-65, Tone.level(waiting.heard(800)), 4);
    }

    @Test
    void aChangeOfCodecIsNotHeard() {
        phonesJoin(3);
        room.runs(2000);
        TestPhone changes = phones.get(0);
        changes.speaks(Codec.PCMA);
        changes.leg.connect(changes.stream(MediaDirection.SENDRECV, 20), room.nowNanos);
        room.runs(1000);
        assertEquals(0, changes.leg.stats().framesConcealed());
        assertAllHearAllButThemselves();
    }

    @Test
    void aChangeOfSourceIsFollowed() {
        phonesJoin(2);
        room.runs(2000);
        phones.get(0).changesSource();
        room.runs(2000);
        assertAllHearAllButThemselves();
    }

    @Test
    void aLoudRoomIsLimitedAndNeverWraps() {
        for (int i = 0; i < 6; i++) {
            phones.add(room.joins(Codec.PCMU).sends(new Tone(410, -4)));
        }
        TestPhone listener = room.joins(Codec.PCMU);
        room.runs(4000);
        short[] heard = listener.heard(800);
        // Six in step are 15 dB over full scale. A wrapped sample would leap across the whole range.
        for (int i = 1; i < heard.length; i++) {
            assertTrue(Math.abs(heard[i] - heard[i - 1]) < 22_000, "leap at " + i);
        }
        assertTrue(Tone.level(heard, 410) > -8, "level " + Tone.level(heard, 410));
    }
}
