package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bridge, started by {@code ./partyline run --no-build} as a service manager would, on loopback ports of its own. */
public final class BridgeProcess implements AutoCloseable {
    public static final String ADMIN_PASSWORD = "canary-admin-password-5521";

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration PREPARING = Duration.ofMinutes(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** Each thread's own: classes that run side by side have a thread each. */
    private static final ThreadLocal<@Nullable BridgeProcess> LATEST = new ThreadLocal<>();

    private static boolean startsAreFast;

    private final Ports ports;
    private final Path dataDirectory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private @Nullable Process process;
    private @Nullable Thread reader;

    /** @param base the first of the ports that this bridge uses: HTTP, management, SIP; RTP and browsers lie above */
    public record Ports(int base) {
        public int http() {
            return base;
        }

        public int management() {
            return base + 1;
        }

        public int sip() {
            return base + 2;
        }

        public int sipTls() {
            return base + 3;
        }

        public int browsers() {
            return base + 10;
        }

        String phones() {
            return (base + 100) + "-" + (base + 499);
        }
    }

    public BridgeProcess(int basePort, Path dataDirectory) {
        ports = new Ports(basePort);
        this.dataDirectory = dataDirectory;
        set("server.port", ports.http());
        set("management.server.port", ports.management());
        set("partyline.sip.bind-address", "127.0.0.1");
        set("partyline.sip.port", ports.sip());
        set("partyline.media.phone-ports", ports.phones());
        set("partyline.media.browser-port", ports.browsers());
        // What comes is compared with what was sent.
        set("partyline.media.automatic-gain", false);
        set("partyline.data-directory", dataDirectory);
        environment.put("PARTYLINE_ADMIN_PASSWORD", ADMIN_PASSWORD);
    }

    public BridgeProcess set(String key, Object value) {
        settings.put(key, value.toString());
        return this;
    }

    /** Sets or, with null, takes away a variable of the environment. */
    public BridgeProcess environment(String name, @Nullable String value) {
        if (value == null) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
        return this;
    }

    public Ports ports() {
        return ports;
    }

    public InetSocketAddress sip() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports.sip());
    }

    public InetSocketAddress sipTls() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports.sipTls());
    }

    public String url(String path) {
        return "http://127.0.0.1:" + ports.http() + path;
    }

    public Path dataDirectory() {
        return dataDirectory;
    }

    /** Starts it and returns when it takes calls. */
    public BridgeProcess start() throws InterruptedException {
        launch();
        try {
            Await.until("the bridge is ready", START, () -> {
                if (!isRunning()) {
                    return true;
                }
                return status("/readyz") == 200;
            });
        } catch (AssertionError e) {
            close();
            throw new AssertionError(e.getMessage() + "\n" + log(), e);
        }
        if (!isRunning()) {
            throw new AssertionError("the bridge ended at its start:\n" + log());
        }
        return this;
    }

    /** Starts it without waiting for anything. */
    public BridgeProcess launch() {
        makeStartsFast();
        List<String> command = new ArrayList<>(List.of(launcher().toString(), "run", "--no-build"));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PARTYLINE_"));
        // What a killed bridge leaves behind goes with its data.
        builder.environment().put("PARTYLINE_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process started = builder.start();
            process = started;
            LATEST.set(this);
            reader = Thread.ofPlatform().daemon().name("bridge-log").start(() -> read(started));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Once, for all that are started after it: a start takes half the time and CPU then, as it does with a user. */
    private static synchronized void makeStartsFast() {
        if (startsAreFast) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(launcher().toString(), "prepare").redirectErrorStream(true);
        builder.redirectOutput(output("prepare.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARTYLINE_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process preparing = builder.start();
            if (!preparing.waitFor(PREPARING.toMillis(), TimeUnit.MILLISECONDS)) {
                preparing.destroyForcibly();
                throw new AssertionError("fast starts were not prepared within " + PREPARING);
            }
            System.out.print(Files.readString(output("prepare.log")));
            startsAreFast = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path temporary() {
        try {
            return Files.createDirectories(dataDirectory.resolve("tmp")).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path launcher() {
        Path launcher = Path.of(System.getProperty("it.launcher", "../partyline"));
        Path jar = launcher.resolveSibling("gateway/target/partyline-exec.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: 'mvn verify' or './partyline test' builds it first");
        }
        return launcher;
    }

    private void read(Process started) {
        try (BufferedReader in = started.inputReader(UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                log.add(line);
            }
        } catch (IOException ended) {
            // Its output closes with it.
        }
    }

    /** The bridge that this thread started last, for whoever tells of a failure when it is closed already. */
    static @Nullable BridgeProcess latest() {
        return LATEST.get();
    }

    /** Starts it, and returns when it answers SIP: that is before its pages are there. */
    public BridgeProcess startUntilPhonesAreAnswered() throws InterruptedException {
        launch();
        Await.until("SIP is answered", START, () -> {
            try (Socket socket = new Socket()) {
                socket.connect(sip());
                return true;
            }
        });
        return this;
    }

    public long pid() {
        return java.util.Objects.requireNonNull(process).pid();
    }

    public boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    public String log() {
        return String.join("\n", log) + "\n";
    }

    /** The first group of a pattern in the log. */
    public String fromLog(String regex) {
        var matcher = Pattern.compile(regex).matcher(log());
        if (!matcher.find()) {
            throw new AssertionError("no '" + regex + "' in the log:\n" + log());
        }
        return matcher.group(1);
    }

    public int status(String path) throws IOException, InterruptedException {
        return get(url(path)).statusCode();
    }

    /** The live calls in figures. */
    public String callFigures() throws IOException, InterruptedException {
        return get("http://127.0.0.1:" + ports.management() + "/actuator/calls").body();
    }

    public String metrics() throws IOException, InterruptedException {
        return get("http://127.0.0.1:" + ports.management() + "/actuator/prometheus")
                .body();
    }

    /** Ticks that began more than 5 ms late, since it was started. */
    public double lateTicks() throws IOException, InterruptedException {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("partyline_ticks_late"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** SIGTERM, and no waiting. */
    public void terminate() {
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }

    /** SIGKILL, as a power cut would. */
    public void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            awaitExit();
        }
    }

    /** Waits for the end and returns its exit status. */
    public int awaitExit() throws InterruptedException {
        Process running = java.util.Objects.requireNonNull(process);
        if (!running.waitFor(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the bridge still runs after " + Await.PATIENCE + "\n" + log());
        }
        Thread reading = reader;
        if (reading != null) {
            reading.join(Await.PATIENCE);
        }
        return running.exitValue();
    }

    @Override
    public void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            // A second SIGTERM ends the drain at once; SIGKILL is for a bridge that hears neither.
            if (!running.waitFor(3, TimeUnit.SECONDS)) {
                running.destroy();
            }
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        keepLog();
    }

    private void keepLog() {
        try {
            Files.writeString(output("bridge-" + ports.base() + ".log"), log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path output(String file) {
        return Path.of(System.getProperty("it.output", "target"), file);
    }
}
