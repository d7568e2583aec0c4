package dev.partyline.gateway;

import dev.partyline.gateway.security.FirstPassword;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application on ports of its own, with a browser's cookie jar. */
public final class RunningGateway implements AutoCloseable {
    public static final String PASSWORD = "a-password-for-tests";
    /** Each start and each end sets up the logging of the whole process, and classes run side by side. */
    private static final Object LOGGING = new Object();

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final ConfigurableApplicationContext context;
    private final int port;
    private HttpClient browser = newBrowser();

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public static RunningGateway start(Path data, String... settings) {
        List<String> args = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--partyline.sip.port=0",
                "--partyline.media.loops=1",
                "--partyline.data-directory=" + data));
        for (String setting : settings) {
            String key = "--" + setting.substring(0, setting.indexOf('=') + 1);
            args.removeIf(arg -> arg.startsWith(key));
            args.add("--" + setting);
        }
        synchronized (LOGGING) {
            return new RunningGateway(
                    PartylineApplication.application(ScriptedTelephony.class, ScriptedBrowserEdge.class)
                            .run(args.toArray(String[]::new)));
        }
    }

    public ScriptedTelephony telephony() {
        return context.getBean(ScriptedTelephony.class);
    }

    public ScriptedBrowserEdge edge() {
        return context.getBean(ScriptedBrowserEdge.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String firstPassword() {
        return bean(FirstPassword.class).drawWhereMissing().orElseThrow();
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    /** Goes on with an empty cookie jar, or with one that was used before; returns the one used so far. */
    public HttpClient browseWith(HttpClient other) {
        HttpClient before = browser;
        browser = other;
        return before;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return getAt(port, path, headers);
    }

    public HttpResponse<String> getAt(int atPort, String path, String... headers) {
        HttpRequest.Builder request = request(atPort, path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Posts with the CSRF token of the page it would be posted from. */
    public HttpResponse<String> post(String fromPage, String path, Map<String, String> fields) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put("_csrf", tokenOf(get(fromPage)));
        return postPlain(path, all);
    }

    public HttpResponse<String> postPlain(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(port, path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public static String tokenOf(HttpResponse<String> page) {
        Matcher matcher = CSRF.matcher(page.body());
        if (!matcher.find()) {
            throw new AssertionError("no form on " + page.uri());
        }
        return matcher.group(1);
    }

    public HttpResponse<String> logIn(String name, String password) {
        return post("/login", "/login", Map.of("username", name, "password", password));
    }

    public void logIn() {
        String location =
                logIn("admin", PASSWORD).headers().firstValue("Location").orElse("");
        if (!location.endsWith("/admin/calls")) {
            throw new AssertionError("login ended at " + location);
        }
    }

    public static HttpClient newBrowser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/html, */*")
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Ends the application, and not yet the browser. */
    public void end() {
        synchronized (LOGGING) {
            context.close();
        }
    }

    @Override
    public void close() {
        browser.close();
        end();
    }
}
