package dev.partyline.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PhoneStream.Codec;
import dev.partyline.media.Sound;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the tables of the recommendation, built here by their rule: steps that double from segment to segment. */
final class G711IsExact {
    /** Decision values x(1) to x(129) of tables 1 and 2, positive half, in the codec's own units. */
    private static int[] decisions(boolean muLaw) {
        int[] decisions = new int[129];
        for (int n = 0; n < 128; n++) {
            int segment = n / 16;
            int step = muLaw ? 2 << segment : 2 << Math.max(0, segment - 1);
            // mu-law's first interval is half as wide.
            decisions[n + 1] = decisions[n] + (muLaw && n == 0 ? 1 : step);
        }
        return decisions;
    }

    /** Outputs y(n): halfway between two decision values, but 0 for mu-law's first. */
    private static int[] outputs(boolean muLaw) {
        int[] decisions = decisions(muLaw);
        int[] outputs = new int[128];
        for (int n = muLaw ? 1 : 0; n < 128; n++) {
            outputs[n] = (decisions[n] + decisions[n + 1]) / 2;
        }
        return outputs;
    }

    private static int decodeOne(Codec codec, int code) {
        short[] out = new short[1];
        G711.decode(codec, new byte[] {(byte) code}, 0, 1, out);
        return out[0];
    }

    private static int encodeOne(Codec codec, int sample) {
        byte[] out = new byte[1];
        G711.encode(codec, new short[] {(short) sample}, 0, 1, out, 0);
        return out[0] & 0xff;
    }

    @Test
    void muLawDecodesByTheTable() {
        int[] outputs = outputs(true);
        for (int n = 0; n < 128; n++) {
            assertEquals(outputs[n] * 4, decodeOne(Codec.PCMU, 0xff - n), "positive " + n);
            assertEquals(-outputs[n] * 4, decodeOne(Codec.PCMU, 0x7f - n), "negative " + n);
        }
        assertEquals(32124, decodeOne(Codec.PCMU, 0x80));
    }

    @Test
    void aLawDecodesByTheTable() {
        int[] outputs = outputs(false);
        for (int n = 0; n < 128; n++) {
            assertEquals(outputs[n] * 8, decodeOne(Codec.PCMA, (0x80 | n) ^ 0x55), "positive " + n);
            assertEquals(-outputs[n] * 8, decodeOne(Codec.PCMA, n ^ 0x55), "negative " + n);
        }
        assertEquals(32256, decodeOne(Codec.PCMA, 0xaa));
    }

    @ParameterizedTest
    @EnumSource(names = {"PCMU", "PCMA"})
    void everySampleIsEncodedByTheDecisionValues(Codec codec) {
        boolean muLaw = codec == Codec.PCMU;
        int unit = muLaw ? 4 : 8;
        int[] decisions = decisions(muLaw);
        for (int sample = -32768; sample <= 32767; sample++) {
            int code = encodeOne(codec, sample);
            int n = muLaw ? ~code & 0x7f : (code ^ 0x55) & 0x7f;
            assertEquals(sample >= 0, code >= 128, "sign of " + sample);
            int magnitude = Math.abs(sample);
            // The halves of the table meet their decision values from either side.
            int slack = sample < 0 ? unit : 0;
            assertTrue(magnitude >= decisions[n] * unit - slack, sample + " became " + n);
            assertTrue(n == 127 || magnitude < decisions[n + 1] * unit + slack, sample + " became " + n);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PCMU", "PCMA"})
    void everyCodeComesBack(Codec codec) {
        for (int code = 0; code < 256; code++) {
            int expected = codec == Codec.PCMU && code == 0x7f ? 0xff : code;
            assertEquals(expected, encodeOne(codec, decodeOne(codec, code)));
        }
    }

    /** The 1 kHz test signal of tables 5 and 6: eight bytes, repeated, are 0 dBm0. */
    @ParameterizedTest
    @CsvSource({"PCMU, 1E0B0B1E9E8B8B9E, -6.18", "PCMA, 34212134B4A1A1B4, -6.15"})
    void theReferenceToneHasItsLevel(Codec codec, String bytes, double dbov) {
        byte[] period = HexFormat.of().parseHex(bytes);
        short[] tone = new short[800];
        for (int i = 0; i < 100; i++) {
            G711.decode(codec, ByteBuffer.wrap(period), 0, 8, tone, 8 * i);
        }
        assertEquals(dbov, Sound.toneDbov(tone, 0, 800, 1000, 8000), 0.1);
        assertTrue(Sound.toneSnrDb(tone, 0, 800, 1000, 8000) > 35);
    }
}
