package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs one scenario of SIPp, which checks the flow itself: an unexpected message is a failure. */
public final class Sipp {
    private Sipp() {}

    /** @param transport {@code u1} for UDP, {@code t1} for TCP */
    public static String run(
            String scenario,
            String localAddress,
            InetSocketAddress peer,
            String number,
            String transport,
            String... more)
            throws InterruptedException {
        try (Folder folder = Folder.temporary("sipp")) {
            Path directory = folder.path();
            try (InputStream in = Sipp.class.getResourceAsStream("/sipp/" + scenario + ".xml")) {
                if (in == null) {
                    throw new IllegalArgumentException("no scenario " + scenario);
                }
                Files.copy(in, directory.resolve("scenario.xml"));
            }
            List<String> command = new ArrayList<>(List.of(
                    "sipp",
                    peer.getAddress().getHostAddress() + ":" + peer.getPort(),
                    "-sf",
                    directory.resolve("scenario.xml").toString(),
                    "-i",
                    localAddress,
                    "-t",
                    transport,
                    "-s",
                    number,
                    "-m",
                    "1",
                    "-recv_timeout",
                    "30000",
                    "-timeout",
                    "90",
                    "-timeout_error",
                    "-nostdin",
                    "-trace_err",
                    "-error_file",
                    directory.resolve("errors").toString(),
                    "-trace_msg",
                    "-message_file",
                    directory.resolve("messages").toString()));
            command.addAll(List.of(more));
            try {
                Tools.run(command, Duration.ofSeconds(100));
            } catch (AssertionError e) {
                throw new AssertionError(
                        scenario + " failed\n" + read(directory.resolve("errors"))
                                + read(directory.resolve("messages")),
                        e);
            }
            return read(directory.resolve("messages"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
