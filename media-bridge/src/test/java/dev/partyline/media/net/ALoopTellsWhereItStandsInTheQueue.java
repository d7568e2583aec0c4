package dev.partyline.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.prompt.PromptLibrary;
import dev.partyline.media.room.Rooms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ALoopTellsWhereItStandsInTheQueue {
    private static final Path THREADS = Path.of("/proc/self/task");
    // The kernel keeps 15 characters of a name.
    private static final String NAME = "nice-loop-test";

    @Test
    void itsNiceLevelIsTheKernels() throws IOException {
        assumeTrue(Files.isDirectory(THREADS), "threads are not seen here");
        Rooms rooms = new Rooms(PromptLibrary.shipped().waitingMusic(), OpusLibrary.load(), _ -> {});
        try (MediaLoop loop = MediaLoop.start(NAME, rooms, _ -> {})) {
            OptionalInt told = loop.niceLevel();
            assertEquals(List.of(told.orElseThrow()), niceLevelsSeen());
        }
    }

    /** Field 19 of proc_pid_stat(5); the name before them, in brackets, is field 2. */
    private static List<Integer> niceLevelsSeen() throws IOException {
        List<Integer> seen = new ArrayList<>();
        List<Path> threads;
        try (var listed = Files.list(THREADS)) {
            threads = listed.toList();
        }
        for (Path thread : threads) {
            Path file = thread.resolve("stat");
            String stat = read(file);
            if (stat.contains("(" + NAME + ")")) {
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                seen.add(Integer.valueOf(fields[19 - 3]));
            }
        }
        return seen;
    }

    /** Empty where the thread has ended since. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
