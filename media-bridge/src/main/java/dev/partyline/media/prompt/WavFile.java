package dev.partyline.media.prompt;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes the one kind of WAV file that prompts are: linear PCM, 8 kHz, mono, 16 bit.
 *
 * <pre>
 * "RIFF" length "WAVE" { chunk id, length, bytes, padded to an even count }
 * "fmt ": format 1, channels 1, rate 8000, bytes a second, block 2, bits 16
 * "data": samples, little-endian
 * </pre>
 */
final class WavFile {
    private static final int HEADER_BYTES = 44;
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746d66;
    private static final int SAMPLES = 0x61746164;

    private WavFile() {}

    /** @throws IllegalArgumentException with the reason, where the bytes are anything else */
    static short[] samples(byte[] file) {
        try {
            return samples(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the file is cut short", e);
        }
    }

    private static short[] samples(ByteBuffer in) {
        require(in.getInt() == RIFF, "not a RIFF file");
        in.getInt();
        require(in.getInt() == WAVE, "not a WAVE file");
        boolean understood = false;
        while (in.remaining() >= 8) {
            int chunk = in.getInt();
            int length = in.getInt();
            require(length >= 0 && length <= in.remaining(), "a chunk is longer than the file");
            int end = in.position() + length;
            if (chunk == FORMAT) {
                require(in.getShort() == 1, "not linear PCM");
                require(in.getShort() == 1, "not mono");
                require(in.getInt() == 8000, "not 8 kHz");
                in.getInt();
                in.getShort();
                require(in.getShort() == 16, "not 16 bit");
                understood = true;
            } else if (chunk == SAMPLES) {
                require(understood, "samples before their format");
                short[] samples = new short[length / 2];
                in.asShortBuffer().get(samples);
                require(samples.length > 0, "no samples");
                return samples;
            }
            in.position(Math.min(end + (length & 1), in.limit()));
        }
        throw new IllegalArgumentException("no samples");
    }

    static byte[] of(short[] samples) {
        int dataBytes = 2 * samples.length;
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(RIFF).putInt(HEADER_BYTES - 8 + dataBytes).putInt(WAVE);
        out.putInt(FORMAT).putInt(16);
        out.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16_000)
                .putShort((short) 2)
                .putShort((short) 16);
        out.putInt(SAMPLES).putInt(dataBytes);
        out.asShortBuffer().put(samples);
        return out.array();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
