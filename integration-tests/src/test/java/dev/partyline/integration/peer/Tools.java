package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** What a test needs of the machine: without it the test is left out and says why; where all is demanded, it fails. */
public final class Tools {
    private Tools() {}

    public static void need(String... commands) {
        for (String command : commands) {
            boolean there = Arrays.stream(System.getenv("PATH").split(":", -1))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
            orLeaveOut(there, "the command " + command + " is not installed");
        }
    }

    public static void needImage(String image) {
        orLeaveOut(DockerClientFactory.instance().isDockerAvailable(), "Docker does not run");
        orLeaveOut(hasImage(image), "the image " + image + " is not there");
    }

    static boolean hasImage(String image) {
        return DockerClientFactory.instance().client().listImagesCmd().exec().stream()
                .anyMatch(candidate -> candidate.getRepoTags() != null
                        && Arrays.asList(candidate.getRepoTags()).contains(image));
    }

    /** An IPv4 address of this machine that is none of loopback; what is sent to it stays on the machine all the same. */
    public static String ownAddress() throws IOException {
        List<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .toList();
        orLeaveOut(!own.isEmpty(), "this machine has no address but loopback");
        return own.getFirst();
    }

    private static void orLeaveOut(boolean there, String reason) {
        if (Boolean.getBoolean("it.strict")) {
            Assertions.assertTrue(there, reason);
        } else {
            Assumptions.assumeTrue(there, reason);
        }
    }

    /** Runs a command to its end and returns what it printed. */
    public static String run(List<String> command, Duration limit) throws InterruptedException {
        try {
            Path output = Files.createTempFile("partyline-tool", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String text = Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(
                        command + (ended ? " ended with " + process.exitValue() : " did not end") + ":\n" + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
