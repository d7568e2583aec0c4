package dev.partyline.integration.bench.mix;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@link BareLoop} in a Java of its own, with the bridge's collector. */
final class BareLoopServer implements Server {
    private static final int FIRST_PORT = 28_000;

    private final InetAddress address = InetAddress.ofLiteral("127.0.0.8");
    private final Process process;
    private int phones;

    BareLoopServer(int phones) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareLoop.class.getName(),
                        address.getHostAddress(),
                        Integer.toString(FIRST_PORT),
                        Integer.toString(phones))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader();
        if (!"ready".equals(said.readLine())) {
            process.destroyForcibly();
            throw new IOException("the bare loop did not start");
        }
    }

    @Override
    public String name() {
        return "bare loop";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public InetSocketAddress call(int room, String callId, int rtpPort) {
        return new InetSocketAddress(address, FIRST_PORT + phones++);
    }

    @Override
    public double lateTicks() {
        return Double.NaN;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
