package dev.partyline.integration.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of a whole process, user and system, from {@code /proc/PID/stat} (proc(5), fields 14 and 15). */
public record ProcessCpu(long pid) {
    /** The kernel reports in USER_HZ, which is 100 on every Linux that runs Java. */
    private static final int MILLIS_PER_CLOCK_TICK = 10;

    public long millis() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The command name may hold spaces and brackets; the last bracket ends it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_CLOCK_TICK;
    }

    public long residentKibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
