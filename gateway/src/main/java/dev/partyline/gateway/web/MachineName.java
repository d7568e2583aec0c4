package dev.partyline.gateway.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** This machine's name as the kernel knows it. Java's own way asks a name server, and may wait for it. */
public final class MachineName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private MachineName() {}

    /** Empty where the system does not tell, or has a name that means nothing to others. */
    public static Optional<String> known() {
        try {
            String name = Files.readString(KERNEL).strip();
            boolean usable = name.matches("[A-Za-z0-9.-]{1,253}") && !name.matches("localhost(\\..*)?|[(]none[)]");
            return usable ? Optional.of(name) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
