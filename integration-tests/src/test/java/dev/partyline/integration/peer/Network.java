package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A network with one machine in it, which is a namespace of Linux with a virtual cable to here. The machine can be moved
 * to another address, or its cable pulled, while a program runs on it.
 *
 * <pre>
 * bridge 10.213.7.1 ---- cable ---- 10.213.7.2, or 10.213.8.2 after a move: one program
 * </pre>
 */
public final class Network implements AutoCloseable {
    /** Where whoever is in the network finds this machine, wherever he is. */
    public static final String HERE = "10.213.7.1";

    private static final String NET = "10.213.";

    private final String name = "ply" + ProcessHandle.current().pid();
    private final String near = name + "a";
    private final String far = name + "b";
    private int subnet = 7;

    public Network() throws InterruptedException {
        ip("netns", "add", name);
        try {
            ip("link", "add", near, "type", "veth", "peer", "name", far, "netns", name);
            ip("addr", "add", HERE + "/24", "dev", near);
            ip("addr", "add", NET + "8.1/24", "dev", near);
            ip("link", "set", near, "up");
            inside("link", "set", "lo", "up");
            inside("link", "set", far, "up");
            arrive();
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    /** Namespaces are root's: a right, not a tool that could be installed. */
    public static void need() throws InterruptedException {
        Tools.need("ip");
        String probe = "plyprobe" + ProcessHandle.current().pid();
        try {
            ip("netns", "add", probe);
            ip("netns", "del", probe);
        } catch (AssertionError e) {
            Assumptions.abort("no network namespaces to be had: " + e.getMessage());
        }
    }

    /** From one moment to the next it is elsewhere: its address of before is gone. */
    public void move() throws InterruptedException {
        leave();
        arrive();
    }

    /** Its address goes, and it has none. */
    public void leave() throws InterruptedException {
        inside("addr", "flush", "dev", far, "scope", "global");
    }

    /** In a network where it has not been just now. */
    public void arrive() throws InterruptedException {
        inside("addr", "add", NET + subnet + ".2/24", "dev", far);
        inside("route", "add", "default", "via", NET + subnet + ".1");
        subnet = subnet == 7 ? 8 : 7;
    }

    /** A program that runs another one in there, with all that is handed to it. */
    Path launcher(String program) {
        try {
            Path script = Files.createTempFile(
                    "partyline-launcher",
                    ".sh",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(script, "#!/bin/sh\nexec ip netns exec " + name + " " + program + " \"$@\"\n");
            script.toFile().deleteOnExit();
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inside(String... arguments) throws InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("-n", name));
        command.addAll(List.of(arguments));
        ip(command.toArray(String[]::new));
    }

    private static void ip(String... arguments) throws InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Tools.run(command, Await.PATIENCE);
    }

    /** The cable first: a namespace lives on while a connection in it is not quite closed, and would keep it. */
    @Override
    public void close() {
        for (List<String> end : List.of(List.of("link", "del", near), List.of("netns", "del", name))) {
            try {
                ip(end.toArray(String[]::new));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (AssertionError e) {
                System.out.println("closing the network: " + e.getMessage());
            }
        }
    }
}
