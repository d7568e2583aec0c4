package dev.partyline.integration.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Asterisk 22 as a conference bridge: each number of four digits from 4000 on leads to a ConfBridge of its own. */
public final class AsteriskConference implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.7";
    private static final Duration START = Duration.ofSeconds(60);
    private static final int RTP_FIRST = 30_000;
    private static final int RTP_LAST = 34_999;

    private final int port;
    private final GenericContainer<?> container;

    public AsteriskConference(int port) {
        this.port = port;
        container = new GenericContainer<>(DockerImageName.parse(Asterisk.image()))
                .withNetworkMode("host")
                .waitingFor(Wait.forLogMessage(".*Asterisk Ready.*", 1).withStartupTimeout(START));
        Map<String, String> variables = Map.of(
                "address", ADDRESS,
                "port", Integer.toString(port),
                "rtp.first", Integer.toString(RTP_FIRST),
                "rtp.last", Integer.toString(RTP_LAST));
        copy("/asterisk/asterisk.conf", variables);
        copy("/asterisk/logger.conf", variables);
        copy("/asterisk/rtp.conf", variables);
        for (String file : new String[] {"modules.conf", "pjsip.conf", "extensions.conf", "confbridge.conf"}) {
            copy("/asterisk-conference/" + file, variables);
        }
    }

    public static boolean isThere() {
        return DockerClientFactory.instance().isDockerAvailable() && Tools.hasImage(Asterisk.image());
    }

    private void copy(String resource, Map<String, String> variables) {
        String file = resource.substring(resource.lastIndexOf('/') + 1);
        container.withCopyToContainer(Transferable.of(Template.render(resource, variables)), "/etc/asterisk/" + file);
    }

    public AsteriskConference start() {
        container.start();
        return this;
    }

    public InetSocketAddress sip() {
        return new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), port);
    }

    /** Its process, as this machine numbers it. */
    public long pid() {
        Long pid = container.getContainerInfo().getState().getPidLong();
        if (pid == null) {
            throw new IllegalStateException("Asterisk does not run:\n" + container.getLogs());
        }
        return pid;
    }

    @Override
    public void close() {
        container.stop();
    }
}
