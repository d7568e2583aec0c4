package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** A person at a Chromium without a screen: a tone for a voice, the fake device's picture, and an ear that records. */
public final class Chromium implements Participant, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final List<String> PERSON = List.of(
            "--autoplay-policy=no-user-gesture-required",
            "--use-fake-ui-for-media-stream",
            // A picture that moves, and costs no more than that.
            "--use-fake-device-for-media-stream=fps=5");

    /** Before joining, or back in a call already. */
    static final String DEVICES_ARE_OPEN = """
            return document.body.dataset.view === 'call' || (document.body.dataset.view === 'preview'
              && ['preview-mic', 'preview-cam'].every(id => document.getElementById(id).getAttribute('aria-pressed') === 'true'))
            """;

    private final String name;
    private final double hertz;
    private final String site;
    private final ChromeDriver driver;

    public Chromium(String name, double hertz, BridgeProcess bridge) {
        this(name, hertz, bridge, InetAddress.ofLiteral("127.0.0.1"));
    }

    /** @param at the address at which this one finds the bridge */
    public Chromium(String name, double hertz, BridgeProcess bridge, InetAddress at) {
        this(name, hertz, site(bridge, at.getHostAddress()), CHROMIUM, PERSON);
        atStart(ear(hertz, Participant.TONE_DBFS));
    }

    private Chromium(String name, double hertz, String site, Path program, List<String> flags) {
        this.name = name;
        this.hertz = hertz;
        this.site = site;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-background-timer-throttling",
                "--disable-renderer-backgrounding",
                "--allow-loopback-in-peer-connection",
                "--window-size=1280,900");
        options.addArguments(flags);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    private static String site(BridgeProcess bridge, String host) {
        return "http://" + host + ":" + bridge.ports().http();
    }

    /** One without devices, an ear or leave to do anything, but for what its flags give it. */
    public static Chromium bare(String name, BridgeProcess bridge, String... flags) {
        return bare(name, bridge, InetAddress.ofLiteral("127.0.0.1"), flags);
    }

    /** @param at the address at which this one finds the bridge */
    public static Chromium bare(String name, BridgeProcess bridge, InetAddress at, String... flags) {
        return new Chromium(name, 0, site(bridge, at.getHostAddress()), CHROMIUM, List.of(flags));
    }

    /** One in a network of its own, who takes the bridge's page for a safe one though it comes by plain HTTP. */
    public static Chromium in(Network network, String name, double hertz, BridgeProcess bridge) {
        String site = site(bridge, Network.HERE);
        List<String> flags = new ArrayList<>(PERSON);
        flags.add("--unsafely-treat-insecure-origin-as-secure=" + site);
        // Its loopback is not ours, so it is driven by a pipe.
        flags.add("--remote-debugging-pipe");
        return new Chromium(name, hertz, site, network.launcher(CHROMIUM.toString()), flags)
                .atStart(ear(hertz, Participant.TONE_DBFS));
    }

    /** A script that runs in each page from now on, before the page's own. */
    public Chromium atStart(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        return this;
    }

    /** The size of the window's inside, and whether the person likes it dark. Nothing moves that need not. */
    public void look(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    static String ear(double hertz, double levelDbfs) {
        return script("ear.js")
                .replace("__HERTZ__", String.format(Locale.ROOT, "%.1f", hertz))
                .replace("__AMPLITUDE__", String.format(Locale.ROOT, "%.6f", Math.pow(10, levelDbfs / 20)));
    }

    /** One of the scripts that tests run in pages. */
    public static String script(String name) {
        try (InputStream in = Objects.requireNonNull(Chromium.class.getResourceAsStream("/browser/" + name))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double hertz() {
        return hertz;
    }

    /** Opus keeps no waveform, and a browser's own playout stretches time as it likes. */
    @Override
    public double toleranceDb() {
        return 1.5;
    }

    /** Opens a page of the bridge, or any by its whole address. */
    public Chromium open(String path) {
        driver.get(path.startsWith("/") ? site + path : path);
        return this;
    }

    /** Opens the join page of a channel, joins with microphone and camera, and waits until media flows. */
    public Chromium join(String channel, String more) throws InterruptedException {
        knock(channel, more);
        awaitMedia();
        return this;
    }

    /** The same, and waits for nothing. */
    public void knock(String channel, String more) throws InterruptedException {
        open("/join/" + channel + "?name=" + URLEncoder.encode(name, UTF_8) + more);
        await("the devices are open", DEVICES_ARE_OPEN);
        run("if (document.body.dataset.view === 'preview') document.getElementById('join').click()");
    }

    public void awaitMedia() throws InterruptedException {
        await("media flows", "return window.partyline?.connection?.connectionState === 'connected'");
    }

    /** Waits until a script answers with true. */
    public void await(String what, String script) throws InterruptedException {
        Await.until(name + ": " + what, PATIENCE, () -> Boolean.TRUE.equals(run(script)));
    }

    /** Runs a script in the page and returns what it returns. */
    public @Nullable Object run(String script, @Nullable Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script whose last argument is called with the result. */
    public @Nullable Object runAsync(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** Types into a field that is empty. */
    public void type(String selector, String text) throws InterruptedException {
        Await.until(name + ": there is " + selector, PATIENCE, () -> {
            driver.findElement(By.cssSelector(selector)).sendKeys(text);
            return true;
        });
    }

    public void click(String selector) throws InterruptedException {
        Await.until(name + ": there is " + selector, PATIENCE, () -> {
            driver.findElement(By.cssSelector(selector)).click();
            return true;
        });
    }

    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    public void awaitText(String text) throws InterruptedException {
        Await.until(name + ": the page says '" + text + "'", PATIENCE, () -> text().contains(text));
    }

    public void reload() {
        driver.navigate().refresh();
    }

    @Override
    public Recording heard(Duration duration) {
        String samples = (String)
                Objects.requireNonNull(run("return window.testEar.heard(arguments[0])", duration.toMillis() / 1000.0));
        return new Recording(samples(samples), 48_000);
    }

    /** 16-bit samples as a page gives them to a test: little-endian, in base64. */
    static short[] samples(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[bytes.remaining() / 2];
        bytes.asShortBuffer().get(samples);
        return samples;
    }

    /** Begins or ends to speak, with the microphone on all the while. */
    public void speak(boolean on) {
        run("window.testEar.say(arguments[0])", on);
    }

    public byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** A picture of the window, in the output directory. */
    public void keepPicture(String fileName) {
        Path file = Path.of(System.getProperty("it.output", "target"), fileName + ".png");
        try {
            Files.write(file, screenshot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Errors in the browser's console. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
