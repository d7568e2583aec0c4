package dev.partyline.integration.peer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.Wait;

/** FreeSWITCH with mod_sofia, on the host's network, at 127.0.0.6. Debian has no package of it: its image is named. */
public final class FreeSwitch extends PbxContainer {
    private static final String ADDRESS = "127.0.0.6";
    private static final String IMAGE_PROPERTY = "it.freeswitch-image";
    private static final String CONFIGURATION = "/etc/freeswitch";
    private static final String LOGS = "/var/log/freeswitch";
    private static final String RUNNING = "RUNNING";
    private static final Duration START = Duration.ofSeconds(90);

    private final int eventPort;

    public FreeSwitch(int port) {
        super(image(), ADDRESS, port, START);
        eventPort = port + 1;
        // It takes all three directories or none. Images whose entry point has arguments of its own mean the same ones.
        container.withCommand(
                "freeswitch",
                "-nonat",
                "-nf",
                "-nc",
                "-conf",
                CONFIGURATION,
                "-log",
                LOGS,
                "-db",
                "/var/lib/freeswitch/db");
        // Profiles start after the event socket, on threads of their own.
        container.waitingFor(Wait.forSuccessfulCommand(commandLine("sofia status") + " | grep -q " + RUNNING)
                .withStartupTimeout(START));
        Map<String, String> variables = new HashMap<>(variables(ADDRESS, port));
        variables.put("event.port", String.valueOf(eventPort));
        copy("/freeswitch/freeswitch.xml", variables, CONFIGURATION + "/freeswitch.xml");
    }

    /** Leaves the test out, and says so, where no image is named; one that is named has to be here or to be had. */
    public static void orLeaveOut() {
        Assumptions.assumeFalse(image().isEmpty(), "no FreeSWITCH image is named by -D" + IMAGE_PROPERTY);
        Assumptions.assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "Docker does not run");
    }

    private static String image() {
        return System.getProperty(IMAGE_PROPERTY, "");
    }

    public FreeSwitch start() {
        container.start();
        return this;
    }

    @Override
    public boolean bridgeIsRegistered() {
        return command("sofia status profile internal reg").contains(ACCOUNT + "@");
    }

    private String command(String line) {
        return execute("sh", "-c", commandLine(line));
    }

    private String commandLine(String line) {
        return "fs_cli -H " + ADDRESS + " -P " + eventPort + " -p " + PASSWORD + " -x '" + line + "'";
    }

    @Override
    public void restart() {
        command("sofia profile internal flush_inbound_reg");
        restartUntil(() -> command("sofia status").contains(RUNNING));
    }

    /** It writes nothing to the console of a container that has no terminal. */
    @Override
    public String log() {
        return execute("cat", LOGS + "/freeswitch.log");
    }
}
