package dev.partyline.media.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Bit by bit, with an implementation that others made (Debian's libspandsp2), where it is installed. */
class G722AgreesWithSpanDsp {
    private static final int SAMPLES = 320_000;
    private static final int BITS_PER_SECOND = 64_000;

    private final Arena arena = Arena.ofAuto();

    private static SymbolLookup library(Arena arena) {
        try {
            return SymbolLookup.libraryLookup("libspandsp.so.2", arena);
        } catch (IllegalArgumentException e) {
            return Assumptions.abort("libspandsp2 is not installed");
        }
    }

    private MethodHandle function(String name, FunctionDescriptor shape) {
        MemorySegment found = library(arena).find(name).orElseThrow();
        return Linker.nativeLinker().downcallHandle(found, shape);
    }

    private MemorySegment init(String name) throws Throwable {
        return (MemorySegment) function(name, FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT))
                .invokeExact(MemorySegment.NULL, BITS_PER_SECOND, 0);
    }

    /** Loud and quiet, low and high, noise too, but nowhere over full scale: there SpanDSP wraps. */
    private static short[] sound() {
        Random random = new Random(1);
        short[] samples = new short[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double loudness = Math.abs(Math.sin(i / 20_000.0));
            double tones = 10_000 * Math.sin(i * 0.1) + 8000 * Math.sin(i * 2.2);
            samples[i] = (short) (loudness * (tones + 9000 * (random.nextDouble() - 0.5)));
        }
        return samples;
    }

    @Test
    void bitsAndSamplesAreTheSame() throws Throwable {
        MethodHandle encode =
                function("g722_encode", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        MethodHandle decode =
                function("g722_decode", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        short[] sound = sound();
        MemorySegment theirBits = arena.allocate(SAMPLES / 2);
        MemorySegment theirSamples = arena.allocate(JAVA_SHORT, SAMPLES);
        int bytes = (int)
                encode.invokeExact(init("g722_encode_init"), theirBits, arena.allocateFrom(JAVA_SHORT, sound), SAMPLES);
        int samples = (int) decode.invokeExact(init("g722_decode_init"), theirSamples, theirBits, bytes);

        byte[] bits = new byte[SAMPLES / 2];
        new G722Encoder().encode(sound, 0, SAMPLES, bits, 0);
        assertArrayEquals(theirBits.asSlice(0, bytes).toArray(JAVA_BYTE), bits);
        assertArrayEquals(theirSamples.asSlice(0, 2L * samples).toArray(JAVA_SHORT), decoded(bits));
    }

    private static short[] decoded(byte[] bits) {
        G722Decoder decoder = new G722Decoder();
        short[] all = new short[2 * bits.length];
        short[] frame = new short[320];
        byte[] packet = new byte[160];
        for (int at = 0; at < bits.length; at += 160) {
            System.arraycopy(bits, at, packet, 0, 160);
            decoder.decode(packet, 160, frame);
            System.arraycopy(frame, 0, all, 2 * at, 320);
        }
        return all;
    }
}
