package dev.partyline.integration.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An administrator who fills the forms of the admin pages, without a browser. */
public final class AdminSession {
    private static final Pattern FIELD = Pattern.compile("<input\\b[^>]*>");
    private static final Pattern LINK = Pattern.compile("<a\\b[^>]*>");
    private static final Pattern CHANNEL = Pattern.compile("/admin/channels/([0-9a-f-]{36})");
    private static final Pattern CONFERENCE_NUMBER = Pattern.compile("Conference number</dt>\\s*<dd[^>]*>(\\d+)</dd>");
    private static final Pattern TOKEN = Pattern.compile("#token=([\\w.-]+)");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Await.PATIENCE)
            .build();
    private final BridgeProcess bridge;

    private AdminSession(BridgeProcess bridge) {
        this.bridge = bridge;
    }

    public static AdminSession logIn(BridgeProcess bridge, String password) throws InterruptedException {
        AdminSession session = new AdminSession(bridge);
        HttpResponse<String> page =
                session.submit("/login", "/login", Map.of("username", "admin", "password", password));
        if (page.uri().getPath().equals("/login")) {
            throw new AssertionError("the login was refused: " + page.uri());
        }
        return session;
    }

    /** Leads one number to a channel that lets everybody in. */
    public AdminSession map(String number, String channel) throws InterruptedException {
        addRule("EXACT", number, "", channel);
        return open(channel);
    }

    public HttpResponse<String> addRule(String kind, String from, String to, String channel)
            throws InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("from", from);
        fields.put("to", to);
        fields.put("channel", channel);
        return submit("/admin/numbers/new", "/admin/numbers/new", fields);
    }

    /** Takes away a channel's PIN. */
    public AdminSession open(String channel) throws InterruptedException {
        String page = pageOf(channel);
        submit(page, page + "/no-pin", Map.of("whose", "GUESTS"));
        return this;
    }

    public AdminSession setPin(String channel, String pin) throws InterruptedException {
        return setPin(channel, "GUESTS", pin);
    }

    public AdminSession setHostPin(String channel, String pin) throws InterruptedException {
        return setPin(channel, "HOSTS", pin);
    }

    private AdminSession setPin(String channel, String whose, String pin) throws InterruptedException {
        submit(pageOf(channel), pageOf(channel) + "/pin", Map.of("whose", whose, "pin", pin));
        return this;
    }

    /** A new channel, with a random PIN. */
    public AdminSession add(String channel) throws InterruptedException {
        submit("/admin/channels", "/admin/channels", Map.of("name", channel));
        return this;
    }

    /** Leads one number to the attendant. */
    public AdminSession attendant(String number) throws InterruptedException {
        submit(
                "/admin/numbers/new",
                "/admin/numbers/new",
                Map.of("kind", "EXACT", "from", number, "target", "ATTENDANT"));
        return this;
    }

    /** What callers type at the attendant's. */
    public String conferenceNumber(String channel) throws InterruptedException {
        String body = get(pageOf(channel)).body();
        Matcher number = CONFERENCE_NUMBER.matcher(body);
        if (!number.find()) {
            throw new AssertionError("no conference number in:\n" + body);
        }
        return number.group(1);
    }

    public String pageOf(String channel) throws InterruptedException {
        return "/admin/channels/" + idOf(channel);
    }

    /** What stands behind the {@code #token=} of a link for hosts. */
    public String hostToken(String channel) throws InterruptedException {
        String page = pageOf(channel);
        String body = submit(page, page + "/host-link", Map.of()).body();
        Matcher token = TOKEN.matcher(body);
        if (!token.find()) {
            throw new AssertionError("no link for hosts in:\n" + body);
        }
        return token.group(1);
    }

    private String idOf(String channel) throws InterruptedException {
        String body = get("/admin/channels").body();
        Matcher links = LINK.matcher(body);
        while (links.find()) {
            Matcher id = CHANNEL.matcher(links.group());
            if (links.group().contains("\"Change " + channel + "\"") && id.find()) {
                return id.group(1);
            }
        }
        throw new AssertionError("no channel " + channel + " in:\n" + body);
    }

    public HttpResponse<String> get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(bridge.url(path))).GET());
    }

    /** Opens a page for its hidden fields, as a browser would, and posts the form. */
    public HttpResponse<String> submit(String page, String action, Map<String, String> typed)
            throws InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        HttpResponse<String> form = get(page);
        if (form.statusCode() != 200) {
            throw new AssertionError(page + " answers " + form.statusCode());
        }
        Matcher inputs = FIELD.matcher(form.body());
        while (inputs.find()) {
            String name = attribute(inputs.group(), "name");
            if (attribute(inputs.group(), "type").equals("hidden")) {
                fields.put(name, attribute(inputs.group(), "value"));
            }
        }
        fields.putAll(typed);
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(bridge.url(action)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String attribute(String tag, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return matcher.find() ? matcher.group(1) : "";
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.timeout(Await.PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
