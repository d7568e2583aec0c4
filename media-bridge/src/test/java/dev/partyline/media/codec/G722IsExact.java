package dev.partyline.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.Sound;
import dev.partyline.media.room.Tone;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class G722IsExact {
    private static final int FRAME = 320;
    private static final int FRAMES = 100;

    static short[] overTheLine(short[] in) {
        G722Encoder encoder = new G722Encoder();
        G722Decoder decoder = new G722Decoder();
        short[] out = new short[in.length];
        short[] frame = new short[FRAME];
        byte[] packet = new byte[FRAME / 2];
        for (int at = 0; at < in.length; at += FRAME) {
            System.arraycopy(in, at, frame, 0, FRAME);
            assertEquals(FRAME, decoder.decode(packet, encoder.encode(frame, packet), frame));
            System.arraycopy(frame, 0, out, at, FRAME);
        }
        return out;
    }

    private static short[] tone(double hertz, double dbov) {
        short[] samples = new short[FRAMES * FRAME];
        new Tone(hertz, dbov, 16_000).fill(samples);
        return samples;
    }

    @ParameterizedTest
    @CsvSource({
        "100, -20, 30",
        "300, -20, 30",
        "1000, -20, 30",
        "1000, -40, 28",
        "3000, -20, 25",
        "5000, -20, 12",
        "6000, -20, 12",
        "7000, -20, 12",
        "1000, -6, 30"
    })
    void aToneKeepsItsLevelAndStandsAboveTheNoise(double hertz, double dbov, double snrDb) {
        short[] heard = overTheLine(tone(hertz, dbov));
        double level = Sound.toneDbov(heard, heard.length / 2, heard.length, hertz, 16_000);
        double snr = Sound.toneSnrDb(heard, heard.length / 2, heard.length, hertz, 16_000);
        System.out.printf("G.722, %.0f Hz at %.0f dBov: level %.2f, SNR %.1f dB%n", hertz, dbov, level, snr);
        assertEquals(dbov, level, 0.5);
        assertTrue(snr > snrDb, "SNR " + snr);
    }

    @Test
    void silenceIsSilent() {
        short[] heard = overTheLine(new short[50 * FRAME]);
        assertTrue(Sound.dbov(heard, 0, heard.length) < -70);
    }

    @Test
    void whoGoesOnFromACopyIsAtTheSamePlace() {
        short[] sound = tone(900, -15);
        G722Encoder shared = new G722Encoder();
        byte[] packet = new byte[FRAME / 2];
        byte[] own = new byte[FRAME / 2];
        shared.encode(sound, 0, 50 * FRAME, new byte[50 * FRAME / 2], 0);
        G722Encoder copy = new G722Encoder();
        copy.copyStateFrom(shared);
        shared.encode(sound, 50 * FRAME, FRAME, packet, 0);
        copy.encode(sound, 50 * FRAME, FRAME, own, 0);
        assertArrayEquals(packet, own);
        byte[] anew = new byte[FRAME / 2];
        new G722Encoder().encode(sound, 50 * FRAME, FRAME, anew, 0);
        assertFalse(Arrays.equals(packet, anew), "one that begins anew is somewhere else");
    }

    @Test
    void aDecoderThatIsResetIsAsNew() {
        Random random = new Random(1);
        byte[] noise = new byte[160];
        short[] first = new short[FRAME];
        short[] second = new short[FRAME];
        random.nextBytes(noise);
        G722Decoder decoder = new G722Decoder();
        decoder.decode(noise, 160, first);
        random.nextBytes(new byte[160]);
        decoder.decode(noise, 160, second);
        assertFalse(Arrays.equals(first, second));
        decoder.reset();
        decoder.decode(noise, 160, second);
        assertArrayEquals(first, second);
    }

    @Test
    void anyBytesAreSound() {
        Random random = new Random(722);
        G722Decoder decoder = new G722Decoder();
        short[] out = new short[1920];
        byte[] packet = new byte[1000];
        for (int i = 0; i < 2000; i++) {
            random.nextBytes(packet);
            int length = random.nextInt(1, 961);
            assertEquals(2 * length, decoder.decode(packet, length, out));
        }
        assertEquals(PacketDecoder.REFUSED, decoder.decode(packet, 0, out));
        assertEquals(PacketDecoder.REFUSED, decoder.decode(packet, 961, out));
        assertEquals(PacketDecoder.REFUSED, decoder.decode(packet, 960, new short[1919]));
    }

    @Test
    void whatIsMissingGoesOnInItsPitch() {
        short[] sound = tone(200, -20);
        G722Encoder encoder = new G722Encoder();
        G722Decoder decoder = new G722Decoder();
        byte[] packet = new byte[160];
        short[] heard = new short[FRAMES * FRAME];
        short[] frame = new short[FRAME];
        for (int n = 0; n < FRAMES; n++) {
            encoder.encode(sound, n * FRAME, FRAME, packet, 0);
            int samples = n % 10 == 9 ? decoder.conceal(FRAME, frame) : decoder.decode(packet, 160, frame);
            assertEquals(FRAME, samples);
            System.arraycopy(frame, 0, heard, n * FRAME, FRAME);
        }
        double level = Sound.toneDbov(heard, heard.length / 2, heard.length, 200, 16_000);
        assertEquals(-20, level, 0.5);
    }
}
