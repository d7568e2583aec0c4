package dev.partyline.media.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** The functions of one libopus (opus.h), 1.1 or newer. The two ctl functions are variadic in C and bound as such. */
final class OpusNative {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final long LONGEST_VERSION = 128;

    final MethodHandle encoderGetSize;
    final MethodHandle encoderInit;
    final MethodHandle encoderCtl;
    final MethodHandle encode;
    final MethodHandle decoderGetSize;
    final MethodHandle decoderInit;
    final MethodHandle decode;
    final String version;

    OpusNative(SymbolLookup symbols) {
        encoderGetSize = bind(symbols, "opus_encoder_get_size", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        encoderInit = bind(
                symbols, "opus_encoder_init", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
        encoderCtl = bind(
                symbols,
                "opus_encoder_ctl",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        encode = bind(
                symbols, "opus_encode", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
        decoderGetSize = bind(symbols, "opus_decoder_get_size", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        decoderInit = bind(symbols, "opus_decoder_init", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
        decode = bind(
                symbols,
                "opus_decode",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
        version = versionOf(bind(symbols, "opus_get_version_string", FunctionDescriptor.of(ADDRESS)));
    }

    private static MethodHandle bind(
            SymbolLookup symbols, String name, FunctionDescriptor shape, Linker.Option... options) {
        MemorySegment function =
                symbols.find(name).orElseThrow(() -> new IllegalArgumentException("no function " + name));
        return LINKER.downcallHandle(function, shape, options);
    }

    private static String versionOf(MethodHandle getVersionString) {
        try {
            MemorySegment text = (MemorySegment) getVersionString.invokeExact();
            return text.reinterpret(LONGEST_VERSION).getString(0);
        } catch (Throwable e) {
            throw new OpusException("opus_get_version_string", e);
        }
    }
}
