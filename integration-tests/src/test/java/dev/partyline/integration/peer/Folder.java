package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder, gone with all that is in it when it is closed. */
public record Folder(Path path) implements AutoCloseable {
    public static Folder temporary(String prefix) {
        try {
            return new Folder(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.deleteIfExists(one);
            }
        } catch (NoSuchFileException gone) {
            // Whoever wrote here tidied up himself.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
