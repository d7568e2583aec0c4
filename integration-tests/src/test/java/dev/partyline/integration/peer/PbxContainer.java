package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** What two PBXs have in common as containers: the host's network, rendered files, commands, and coming back. */
abstract class PbxContainer implements Pbx {
    private final String address;
    private final int port;
    private final Duration longestStart;
    final GenericContainer<?> container;

    PbxContainer(String image, String address, int port, Duration longestStart) {
        this.address = address;
        this.port = port;
        this.longestStart = longestStart;
        container = new GenericContainer<>(DockerImageName.parse(image)).withNetworkMode("host");
    }

    /** What the templates of both have to fill in. */
    static Map<String, String> variables(String address, int port) {
        return Map.of(
                "address", address,
                "port", String.valueOf(port),
                "rtp.first", String.valueOf(port + 10000),
                "rtp.last", String.valueOf(port + 10199),
                "account", ACCOUNT,
                "password", PASSWORD,
                "phone.ulaw", ULAW_PHONE,
                "phone.alaw", ALAW_PHONE);
    }

    void copy(String resource, Map<String, String> variables, String path) {
        container.withCopyToContainer(Transferable.of(Template.render(resource, variables)), path);
    }

    String execute(String... command) {
        try {
            return container.execInContainer(command).getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void restartUntil(Callable<Boolean> isBack) {
        try (var restart = DockerClientFactory.instance().client().restartContainerCmd(container.getContainerId())) {
            restart.withTimeout(2).exec();
        }
        try {
            Await.until("the PBX is back", longestStart, isBack);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public InetSocketAddress sip() {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    @Override
    public String log() {
        return container.getLogs();
    }

    @Override
    public void close() {
        container.stop();
    }
}
