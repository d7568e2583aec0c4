package dev.partyline.media.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.prompt.Prompt;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Frame by frame around a mute, an unmute and the voice that tells of it: no gap, no dip, no leap of the phase. The
 * tones have whole periods in 20 ms, so the amplitude and phase of every frame are those of the one before.
 */
class AMuteLeavesNoTraceInWhatIsHeard {
    private static final int MUTED_HERTZ = 500;
    private static final int OTHER_HERTZ = 700;
    private static final double DBOV = -27;
    private static final int FRAME = 160;

    private final TestRoom room = new TestRoom();

    /** Of one frame: level in dBov and phase in degrees. */
    private record Wave(double dbov, double degrees) {
        static Wave of(short[] samples, int frame, int hertz) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < FRAME; i++) {
                double angle = 2 * Math.PI * hertz * i / 8000;
                real += samples[frame * FRAME + i] * Math.cos(angle);
                imaginary += samples[frame * FRAME + i] * Math.sin(angle);
            }
            double rms = Math.hypot(real, imaginary) * Math.sqrt(2) / FRAME;
            return new Wave(20 * Math.log10(Math.max(rms, 1e-3) / 32768), Math.toDegrees(Math.atan2(imaginary, real)));
        }
    }

    private static void assertSteady(String what, short[] samples, int hertz, int fromFrame) {
        Wave first = Wave.of(samples, fromFrame + 1, hertz);
        for (int frame = fromFrame; frame < samples.length / FRAME; frame++) {
            Wave wave = Wave.of(samples, frame, hertz);
            // The first frame leans on what was before it, over 10 ms.
            double tolerance = frame == fromFrame ? 1.5 : 0.3;
            assertEquals(DBOV, wave.dbov(), tolerance, what + ", frame " + frame);
            double turned = Math.abs(Math.IEEEremainder(wave.degrees() - first.degrees(), 360));
            assertTrue(turned < (frame == fromFrame ? 10 : 2), what + " turned by " + turned + ", frame " + frame);
        }
    }

    private static int frames(Prompt prompt) {
        return Math.ceilDiv(TestRoom.PROMPTS.samples(prompt).length, FRAME);
    }

    @ParameterizedTest
    @CsvSource({"PCMU, PCMA", "PCMA, PCMU", "PCMU, PCMU"})
    void neitherForTheOneWhoIsToldNorForTheOthers(Codec codec, Codec others) {
        TestPhone told = room.joins(codec).sends(new Tone(MUTED_HERTZ, DBOV));
        TestPhone other = room.joins(others).sends(new Tone(OTHER_HERTZ, DBOV));
        room.runs(5000);
        for (int round = 0; round < 5; round++) {
            boolean muted = round % 2 == 0;
            Prompt prompt = muted ? Prompt.MUTED : Prompt.UNMUTED;
            told.leg.mute(muted);
            told.leg.say(List.of(prompt));
            room.runs(4000);
            assertSteady("told of " + prompt, told.heard(4000), OTHER_HERTZ, frames(prompt));
            short[] heard = other.heard(4000);
            if (muted) {
                // One frame in which the tone ends leaning, then the hiss of a line.
                assertTrue(Tone.level(Arrays.copyOfRange(heard, FRAME, heard.length)) < -60);
            } else {
                assertSteady("heard after " + prompt, heard, MUTED_HERTZ, 0);
            }
        }
    }
}
