package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.Talk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdleLinesDoNotAddUp {
    private static final int LINES = 100;
    private static final int MILLIS = 12_000;

    private final TestRoom room = new TestRoom();

    /** A hundred rooms with their doors open are 20 dB louder than one. */
    @ParameterizedTest
    @ValueSource(doubles = {-45, -50, -55, -60})
    void aHundredNoisyLinesAreAsQuietAsNoneAndATalkerIsHeard(double noiseDbov) {
        short[] noise = Talk.noise(noiseDbov, 8 * MILLIS, 1);
        for (int i = 0; i < LINES; i++) {
            short[] line = new short[noise.length];
            int turn = i * 7919 % noise.length;
            System.arraycopy(noise, turn, line, 0, noise.length - turn);
            System.arraycopy(noise, 0, line, noise.length - turn, turn);
            room.joins(Codec.PCMU).sends(new Recorded(line));
        }
        TestPhone listener = room.joins(Codec.PCMU);
        room.runs(MILLIS - 2000);
        double idle = Tone.level(listener.heard(2000));
        room.joins(Codec.PCMU).sends(new Tone(700, -30));
        room.runs(1000);
        double talker = listener.hears(700);
        System.out.printf("100 lines with noise of %.0f dBov: %.1f dBov together%n", noiseDbov, idle);
        assertTrue(idle < -60, "idle lines at " + idle);
        assertEquals(-30, talker, 0.3);
    }
}
