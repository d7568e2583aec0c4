package dev.partyline.media.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The libopus in use: the system's from 1.3 on, else the one that comes with the bridge. */
public final class OpusLibrary {
    private static final Pattern VERSION = Pattern.compile("libopus (\\d+)\\.(\\d+).*");
    // By name first, through the dynamic linker; then where it may not look.
    private static final List<String> SYSTEM_NAMES = List.of(
            "libopus.so.0",
            "/usr/lib/x86_64-linux-gnu/libopus.so.0",
            "/usr/lib/aarch64-linux-gnu/libopus.so.0",
            "/usr/lib64/libopus.so.0",
            "/usr/lib/libopus.so.0",
            "/usr/local/lib/libopus.so.0",
            "/opt/homebrew/lib/libopus.0.dylib",
            "/usr/local/lib/libopus.0.dylib");

    private final OpusNative functions;
    private final String origin;

    private OpusLibrary(OpusNative functions, String origin) {
        this.functions = functions;
        this.origin = origin;
    }

    /** The system's library where it is good enough, else the one that comes with the bridge. */
    public static OpusLibrary load() {
        OpusLibrary found = system();
        return found == null ? bundled() : found;
    }

    /** The system's library, or null where there is none of 1.3 or newer. */
    static @Nullable OpusLibrary system() {
        for (String name : SYSTEM_NAMES) {
            OpusNative functions = open(name);
            if (functions != null && recent(functions.version)) {
                return new OpusLibrary(functions, "the system's");
            }
        }
        return null;
    }

    private static @Nullable OpusNative open(String name) {
        try {
            return new OpusNative(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException notThere) {
            return null;
        }
    }

    static boolean recent(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major > 1 || (major == 1 && Integer.parseInt(numbers.group(2)) >= 3);
    }

    /** The library out of the jar, by way of a private file that is gone once it is loaded. */
    static OpusLibrary bundled() {
        String resource = "/natives/" + resourceName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream in = OpusLibrary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("this system has no libopus, and none is bundled for it: install it");
            }
            // Only its owner can enter a temporary directory, so nobody can put another library there.
            Path directory = Files.createTempDirectory("partyline-opus");
            Path file = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
            try {
                Files.copy(in, file);
                SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
                return new OpusLibrary(new OpusNative(symbols), "bundled");
            } finally {
                // A mapped library needs its file no more; where it does (Windows), it goes with the process.
                if (!file.toFile().delete() || !directory.toFile().delete()) {
                    file.toFile().deleteOnExit();
                    directory.toFile().deleteOnExit();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled libopus could not be unpacked", e);
        }
    }

    private static String resourceName(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        boolean x64 = osArch.equals("amd64") || osArch.equals("x86_64");
        if (os.startsWith("mac")) {
            return "darwin/libopus.dylib";
        }
        if (os.startsWith("windows")) {
            return (x64 ? "win32-x86-64" : "win32-x86") + "/libopus.dll";
        }
        String arch = x64 ? "x86-64" : osArch.startsWith("arm") ? "arm" : osArch;
        return "linux-" + arch + "/libopus.so";
    }

    /** For the log: version and origin, as in {@code libopus 1.3.1 (the system's)}. */
    public String description() {
        return functions.version + " (" + origin + ")";
    }

    /** A new encoder, 48 kHz mono; close it. */
    public OpusEncoder encoder(int bitsPerSecond, int complexity) {
        return new OpusEncoder(functions, bitsPerSecond, complexity);
    }

    /** A new decoder, 48 kHz mono; close it. */
    public OpusDecoder decoder() {
        return new OpusDecoder(functions);
    }
}
