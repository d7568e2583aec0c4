package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.room.LoopCounters.Counter;
import org.junit.jupiter.api.Test;

class SilentListenersShareOneEncode {
    private final TestRoom room = new TestRoom();

    private long encodesOfTenTicks() {
        room.runs(6000);
        long before = room.count(Counter.ENCODES);
        room.runs(200);
        return room.count(Counter.ENCODES) - before;
    }

    @Test
    void twoTalkersAndAHundredListeners() {
        for (int i = 0; i < 100; i++) {
            room.joins(i % 2 == 0 ? Codec.PCMU : Codec.PCMA);
        }
        room.joins(Codec.PCMU).sends(new Tone(500, -20));
        room.joins(Codec.PCMU).sends(new Tone(700, -20));
        assertEquals(10 * (2 + 2), encodesOfTenTicks());
    }

    @Test
    void aQuietRoomIsOneEncodeACodec() {
        for (int i = 0; i < 20; i++) {
            room.joins(Codec.PCMA);
        }
        assertEquals(10, encodesOfTenTicks());
    }

    @Test
    void aLoneTalkerHearsTheSameCalmAsOthersWould() {
        room.joins(Codec.PCMA).sends(new Tone(500, -20));
        room.joins(Codec.PCMA);
        assertEquals(20, encodesOfTenTicks());
    }
}
