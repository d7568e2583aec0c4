package dev.partyline.media.codec;

import dev.partyline.media.PhoneStream.Codec;
import java.nio.ByteBuffer;

/**
 * ITU-T G.711: 8 bits a sample, logarithmic in eight segments of sixteen steps. Samples are 16 bits wide, the codec's
 * 14 (mu-law) or 13 (A-law) bits at the top. Both ways go by tables that are computed once from the definition.
 */
public final class G711 {
    // Of 16 bits; the codec's own bias of 33 in 14 bits.
    private static final int MU_BIAS = 33 << 2;
    private static final int MU_CLIP = 8158 << 2;

    private static final short[] MU_DECODE = new short[256];
    private static final short[] A_DECODE = new short[256];
    // By the upper 14 bits of a sample, which is all that either law looks at.
    private static final byte[] MU_ENCODE = new byte[1 << 14];
    private static final byte[] A_ENCODE = new byte[1 << 14];

    static {
        for (int code = 0; code < 256; code++) {
            MU_DECODE[code] = muDecode(code);
            A_DECODE[code] = aDecode(code);
        }
        for (int index = 0; index < 1 << 14; index++) {
            int sample = (short) (index << 2);
            MU_ENCODE[index] = muEncode(sample);
            A_ENCODE[index] = aEncode(sample);
        }
    }

    private G711() {}

    /** Table 2: all bits inverted on the wire; sign, segment, step. */
    private static short muDecode(int code) {
        int bits = ~code & 0xff;
        int magnitude = ((((bits & 0x0f) << 3) + MU_BIAS) << ((bits & 0x70) >> 4)) - MU_BIAS;
        return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    /** Table 1: even bits inverted on the wire; the sign bit is set for positive values. */
    private static short aDecode(int code) {
        int bits = code ^ 0x55;
        int segment = (bits & 0x70) >> 4;
        int magnitude = ((bits & 0x0f) << 4) + 8;
        if (segment > 0) {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }
        return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
    }

    private static byte muEncode(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(sample < 0 ? -sample : sample, MU_CLIP) + MU_BIAS;
        int segment = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int step = (magnitude >> (segment + 3)) & 0x0f;
        return (byte) ~(sign | (segment << 4) | step);
    }

    private static byte aEncode(int sample) {
        int sign = sample < 0 ? 0 : 0x80;
        // Of 13 bits, and one's complement for negative values, so that both halves have the same decision levels.
        int magnitude = (sample < 0 ? ~sample : sample) >> 3;
        int segment = magnitude < 32 ? 0 : 31 - Integer.numberOfLeadingZeros(magnitude) - 4;
        int step = (magnitude >> Math.max(1, segment)) & 0x0f;
        return (byte) ((sign | (segment << 4) | step) ^ 0x55);
    }

    public static short decode(Codec codec, byte code) {
        return decodeTable(codec)[code & 0xff];
    }

    public static void decode(Codec codec, byte[] in, int offset, int length, short[] out) {
        decode(codec, in, offset, length, out, 0);
    }

    /** Decodes {@code length} samples into {@code out} from {@code outOffset} on. */
    public static void decode(Codec codec, byte[] in, int offset, int length, short[] out, int outOffset) {
        short[] table = decodeTable(codec);
        for (int i = 0; i < length; i++) {
            out[outOffset + i] = table[in[offset + i] & 0xff];
        }
    }

    public static void decode(Codec codec, ByteBuffer in, int offset, int length, short[] out) {
        decode(codec, in, offset, length, out, 0);
    }

    /** @param offset absolute index of the first byte in {@code in}, whose position does not matter */
    public static void decode(Codec codec, ByteBuffer in, int offset, int length, short[] out, int outOffset) {
        short[] table = decodeTable(codec);
        for (int i = 0; i < length; i++) {
            out[outOffset + i] = table[in.get(offset + i) & 0xff];
        }
    }

    /** Encodes {@code length} samples into {@code out} from {@code outOffset} on. */
    public static void encode(Codec codec, short[] in, int offset, int length, byte[] out, int outOffset) {
        byte[] table = encodeTable(codec);
        for (int i = 0; i < length; i++) {
            out[outOffset + i] = table[(in[offset + i] & 0xffff) >> 2];
        }
    }

    /** Encodes {@code length} samples and puts them at the position of {@code out}. */
    public static void encode(Codec codec, short[] in, int offset, int length, ByteBuffer out) {
        byte[] table = encodeTable(codec);
        for (int i = 0; i < length; i++) {
            out.put(table[(in[offset + i] & 0xffff) >> 2]);
        }
    }

    private static short[] decodeTable(Codec codec) {
        return codec == Codec.PCMU ? MU_DECODE : A_DECODE;
    }

    private static byte[] encodeTable(Codec codec) {
        return codec == Codec.PCMU ? MU_ENCODE : A_ENCODE;
    }
}
