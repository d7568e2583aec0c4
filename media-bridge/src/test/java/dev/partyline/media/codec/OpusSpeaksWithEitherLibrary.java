package dev.partyline.media.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.Sound;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpusSpeaksWithEitherLibrary {
    private static final int FRAME = OpusEncoder.FRAME_SAMPLES;

    static Stream<OpusLibrary> libraries() {
        return Stream.of(OpusLibrary.bundled(), OpusLibrary.load());
    }

    private static short[] tone(int frame) {
        short[] tone = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            tone[i] = (short) (8000 * Math.sin(2 * Math.PI * 1000 * (frame * FRAME + i) / 48_000));
        }
        return tone;
    }

    @Test
    void theSystemsLibraryIsChosenWhereThereIsOne() {
        OpusLibrary system = OpusLibrary.system();
        OpusLibrary loaded = OpusLibrary.load();
        assertEquals(system == null ? OpusLibrary.bundled().description() : system.description(), loaded.description());
        System.out.println(loaded.description() + "; " + OpusLibrary.bundled().description());
        assertTrue(OpusLibrary.bundled().description().startsWith("libopus 1.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"libopus 1.3", "libopus 1.3.1", "libopus 1.5.2-fixed", "libopus 1.10", "libopus 2.0"})
    void recentEnough(String version) {
        assertTrue(OpusLibrary.recent(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"libopus 1.1.2", "libopus 1.2.1", "libopus unknown", "libopus 0.9", ""})
    void tooOldOrUnknown(String version) {
        assertFalse(OpusLibrary.recent(version));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aToneComesBackAtItsLevel(OpusLibrary library) {
        short[] heard = new short[50 * FRAME];
        short[] out = new short[OpusFrames.MAX_SAMPLES];
        byte[] packet = new byte[OpusFrames.MAX_PACKET_BYTES];
        try (OpusEncoder encoder = library.encoder(32_000, 5);
                OpusDecoder decoder = library.decoder()) {
            for (int i = 0; i < 50; i++) {
                int length = encoder.encode(tone(i), packet);
                assertEquals(FRAME, OpusFrames.samples(packet, length));
                assertEquals(FRAME, decoder.decode(packet, length, out));
                System.arraycopy(out, 0, heard, i * FRAME, FRAME);
            }
            assertEquals(FRAME, decoder.conceal(FRAME, out));
        }
        int from = 25 * FRAME;
        double level = Sound.toneDbov(heard, from, 50 * FRAME, 1000, 48_000);
        double snr = Sound.toneSnrDb(heard, from, 50 * FRAME, 1000, 48_000);
        System.out.printf("%s: level %.2f dBov, SNR %.1f dB%n", library.description(), level, snr);
        assertEquals(20 * Math.log10(8000 / Math.sqrt(2) / 32768), level, 1);
        assertTrue(snr > 15, "SNR " + snr);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aCopiedEncoderGoesOnWithTheSameBytes(OpusLibrary library) {
        byte[] one = new byte[OpusFrames.MAX_PACKET_BYTES];
        byte[] other = new byte[OpusFrames.MAX_PACKET_BYTES];
        try (OpusEncoder shared = library.encoder(32_000, 5);
                OpusEncoder own = library.encoder(32_000, 5)) {
            for (int i = 0; i < 20; i++) {
                shared.encode(tone(i), one);
            }
            own.copyStateFrom(shared);
            for (int i = 20; i < 30; i++) {
                int length = shared.encode(tone(i), one);
                assertEquals(length, own.encode(tone(i), other));
                assertArrayEquals(Arrays.copyOf(one, length), Arrays.copyOf(other, length));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void mutatedPacketsAreRefusedOrDecodedButNeverMore(OpusLibrary library) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        short[] out = new short[OpusFrames.MAX_SAMPLES];
        byte[] packet = new byte[1500];
        int decoded = 0;
        int refused = 0;
        try (OpusEncoder encoder = library.encoder(24_000, 1);
                OpusDecoder decoder = library.decoder()) {
            byte[] good = new byte[OpusFrames.MAX_PACKET_BYTES];
            int length = encoder.encode(tone(0), good);
            for (int i = 0; i < 20_000; i++) {
                System.arraycopy(good, 0, packet, 0, length);
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    packet[random.nextInt(random.nextBoolean() ? 3 : length)] = (byte) random.nextInt();
                }
                int cut = random.nextInt(5) == 0 ? random.nextInt(length + 1) : length;
                int expected = OpusFrames.samples(packet, cut);
                int got = decoder.decode(packet, cut, out);
                if (got >= 0) {
                    assertEquals(expected, got);
                    decoded++;
                } else {
                    refused++;
                }
            }
        }
        assertTrue(decoded > 1000 && refused > 1000, decoded + " " + refused);
    }
}
