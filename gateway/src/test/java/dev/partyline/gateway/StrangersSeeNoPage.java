package dev.partyline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

final class StrangersSeeNoPage {
    private static final Set<String> PUBLIC = Set.of("/", "/livez", "/readyz", "/login", "/join/lobby");

    @TempDir
    private Path parent;

    @Test
    void everyRouteButThePublicOnesAsksForALogin() {
        try (RunningGateway gateway = RunningGateway.start(parent.resolve("data"))) {
            Set<String> paths = Set.copyOf(gateway
                    .context()
                    .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                    .getHandlerMethods()
                    .keySet()
                    .stream()
                    .flatMap(mapping -> mapping.getPatternValues().stream())
                    .map(pattern -> pattern.replace("{id}", "1")
                            .replace("{via:whip|whep}", "whip")
                            .replace("{channel}", "lobby")
                            .replace("{resource}", "1")
                            .replace("{language}", "en")
                            .replace("{file}", "muted.wav"))
                    .toList());
            assertTrue(paths.size() > 15, paths.toString());
            for (String path : paths) {
                for (HttpResponse<String> answer : List.of(gateway.get(path), gateway.postPlain(path, Map.of()))) {
                    boolean open =
                            PUBLIC.contains(path) && answer.request().method().equals("GET");
                    boolean toLogin = answer.statusCode() == 302
                            && answer.headers()
                                    .firstValue("Location")
                                    .orElse("")
                                    .endsWith("/login");
                    // WHIP asks nobody for a login, and has neither pages nor forms.
                    Set<Integer> closed = path.startsWith("/whip/") ? Set.of(405, 415) : Set.of(401, 403, 404);
                    assertTrue(
                            open || toLogin || closed.contains(answer.statusCode()),
                            answer.request().method() + " " + path + " " + answer.statusCode());
                    assertEquals(open, answer.statusCode() == 200, path);
                }
            }
            for (String path : List.of(
                    "/admin/../admin/calls", "/admin/calls/", "/actuator", "/actuator/env", "/h2-console", "/x")) {
                assertTrue(gateway.get(path).statusCode() >= 300, path);
            }
            assertEquals(200, gateway.get("/static/partyline.css").statusCode());
        }
    }

    @Test
    void theOneTimePasswordOnlyLetsOneChooseAnother() throws Exception {
        Path data = parent.resolve("data");
        String oneTime;
        try (RunningGateway gateway = RunningGateway.start(data)) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
            oneTime = gateway.firstPassword();
            for (String guess : List.of("admin", "password", "")) {
                assertTrue(location(gateway.logIn("admin", guess)).endsWith("?wrong"), guess);
            }
            gateway.logIn("admin", oneTime);
            assertTrue(location(gateway.get("/admin/calls")).endsWith("/admin/password"));
            assertEquals(
                    403,
                    gateway.postPlain("/admin/channels", Map.of("name", "x")).statusCode());
            String differs = gateway.post(
                            "/admin/password", "/admin/password", Map.of("password", "my-own-words", "again", "other"))
                    .body();
            assertTrue(differs.contains("The two passwords differ"), differs);
            HttpResponse<String> chosen = gateway.post(
                    "/admin/password", "/admin/password", Map.of("password", "my-own-words", "again", "my-own-words"));
            assertTrue(location(chosen).endsWith("/login?changed"), chosen.body());
            assertEquals(302, gateway.get("/admin/calls").statusCode());
        }
        try (RunningGateway again = RunningGateway.start(data)) {
            assertTrue(location(again.logIn("admin", oneTime)).endsWith("?wrong"));
            assertTrue(location(again.logIn("admin", "my-own-words")).endsWith("/admin/calls"));
            assertEquals(200, again.get("/admin/calls").statusCode());
        }
    }

    @Test
    void plainHttpFromElsewhereGetsNoLogin() {
        try (RunningGateway gateway = RunningGateway.start(
                parent.resolve("data"),
                "partyline.http.trusted-proxies=127.0.0.2",
                "partyline.admin.password=" + RunningGateway.PASSWORD)) {
            for (String path : List.of("/login", "/admin/calls", "/admin")) {
                HttpResponse<String> answer = gateway.get(path, "X-Forwarded-Proto", "https");
                assertEquals(403, answer.statusCode(), path);
                assertTrue(answer.body().contains("server.ssl.bundle"), answer.body());
                assertFalse(answer.body().contains("name=\"password\""), path);
                int port = gateway.port();
                assertTrue(answer.body().contains("ssh -L " + port + ":127.0.0.1:" + port + " "), answer.body());
            }
            assertEquals(404, gateway.get("/insecure").statusCode());
            assertTrue(gateway.get("/", "X-Forwarded-For", "192.0.2.1").body().contains("No microphone"));
            assertEquals(200, gateway.get("/login").statusCode());
        }
    }

    @Test
    void sixthWrongPasswordIsNotEvenLookedAt() {
        try (RunningGateway gateway =
                RunningGateway.start(parent.resolve("data"), "partyline.admin.password=" + RunningGateway.PASSWORD)) {
            for (int i = 0; i < 5; i++) {
                assertTrue(location(gateway.logIn("admin", "wrong" + i)).endsWith("?wrong"));
            }
            assertTrue(location(gateway.logIn("admin", RunningGateway.PASSWORD)).endsWith("?wait"));
        }
    }

    @Test
    void formsWithoutTheirTokenAreRefusedAndTheCookieStaysHere() {
        try (RunningGateway gateway =
                RunningGateway.start(parent.resolve("data"), "partyline.admin.password=" + RunningGateway.PASSWORD)) {
            gateway.get("/admin/calls");
            List<String> before = cookies(gateway.get("/login"));
            // No session for strangers: they could fill the memory.
            assertTrue(before.size() == 1 && before.getFirst().startsWith("partyline-form="), before.toString());
            List<String> after = cookies(gateway.logIn("admin", RunningGateway.PASSWORD));
            assertTrue(after.stream().anyMatch(cookie -> cookie.startsWith("partyline=")), after.toString());
            for (String cookie : Stream.concat(before.stream(), after.stream()).toList()) {
                assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
            }
            assertEquals(
                    403,
                    gateway.postPlain("/admin/channels", Map.of("name", "x")).statusCode());
            assertFalse(gateway.get("/admin/channels").body().contains(">x<"));
        }
    }

    @Test
    void aNewPasswordEndsWhatTheOldOneBegan() {
        try (RunningGateway gateway = RunningGateway.start(parent.resolve("data"))) {
            String oneTime = gateway.firstPassword();
            gateway.logIn("admin", oneTime);
            try (HttpClient elsewhere = gateway.browseWith(RunningGateway.newBrowser())) {
                gateway.logIn("admin", oneTime);
                gateway.post(
                        "/admin/password",
                        "/admin/password",
                        Map.of("password", "my-own-words", "again", "my-own-words"));
                try (HttpClient _ = gateway.browseWith(elsewhere)) {
                    assertTrue(location(gateway.get("/admin/password")).endsWith("/login"));
                    assertTrue(location(gateway.get("/admin/password")).endsWith("/login"));
                }
            }
        }
    }

    @Test
    void probesAreAnsweredHoweverTheyAsk() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(parent.resolve("data"));
                HttpClient prober = RunningGateway.newBrowser()) {
            for (String path : List.of("/livez", "/readyz", "/", "/static/icon.svg")) {
                HttpRequest head = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                        .HEAD()
                        .build();
                assertEquals(
                        200,
                        prober.send(head, HttpResponse.BodyHandlers.discarding())
                                .statusCode(),
                        path);
            }
            assertEquals(404, gateway.get("/nothing").statusCode());
        }
    }

    @Test
    void onlyTheTrustedProxysOwnWordCounts() {
        try (RunningGateway gateway = RunningGateway.start(
                parent.resolve("data"),
                "partyline.http.trusted-proxies=127.0.0.1",
                "partyline.admin.password=" + RunningGateway.PASSWORD)) {
            String header = "X-Forwarded-Proto";
            assertEquals(200, gateway.get("/login", header, "https").statusCode());
            assertEquals(403, gateway.get("/login", header, "http").statusCode());
            assertEquals(403, gateway.get("/login", header, "https, http").statusCode());
            assertEquals(
                    403, gateway.get("/login", header, "https", header, "http").statusCode());
            // What the browser wrote itself stands left of, or above, what the proxy adds.
            for (int i = 0; i < 5; i++) {
                wrongPassword(gateway, "198.51.100." + i, "203.0.113.9", "x" + i);
            }
            assertTrue(location(wrongPassword(gateway, "198.51.100.99", "203.0.113.9", "y"))
                    .endsWith("?wait"));
        }
    }

    /** By way of a proxy that adds a header of its own below the one that came. */
    private static HttpResponse<String> wrongPassword(
            RunningGateway gateway, String claimed, String address, String name) {
        List<String> headers =
                List.of("X-Forwarded-Proto", "https", "X-Forwarded-For", claimed, "X-Forwarded-For", address);
        HttpResponse<String> page = gateway.get("/login", headers.toArray(String[]::new));
        // A browser on plain HTTP would not send back a cookie of HTTPS.
        String cookie = cookies(page).getFirst().replaceFirst(";.*", "");
        return gateway.postPlain(
                "/login",
                Map.of("username", name, "password", "wrong", "_csrf", RunningGateway.tokenOf(page)),
                Stream.concat(headers.stream(), Stream.of("Cookie", cookie)).toArray(String[]::new));
    }

    @Test
    void aNameWithBlanksIsTheSameName() {
        try (RunningGateway gateway = RunningGateway.start(
                parent.resolve("data"),
                "partyline.http.trusted-proxies=127.0.0.1",
                "partyline.admin.password=" + RunningGateway.PASSWORD)) {
            for (int i = 0; i < 5; i++) {
                String name = " ".repeat(i) + "admin";
                assertTrue(location(wrongPassword(gateway, "192.0.2.1", "198.51.100." + i, name))
                        .endsWith("?wrong"));
            }
            assertTrue(location(wrongPassword(gateway, "192.0.2.1", "198.51.100.9", " admin "))
                    .endsWith("?wait"));
        }
    }

    @Test
    void nobodyIsTrustedBecauseOfThePlatform() {
        try (RunningGateway gateway =
                RunningGateway.start(parent.resolve("data"), "spring.main.cloud-platform=kubernetes")) {
            assertEquals(
                    403, gateway.get("/login", "X-Forwarded-Proto", "https").statusCode());
        }
    }

    @Test
    void anEmptyAddressIsTheDefaultAndNotEveryAddress() {
        try (RunningGateway gateway =
                RunningGateway.start(parent.resolve("data"), "server.address=", "management.server.address=")) {
            for (String key : List.of("server.address", "management.server.address")) {
                assertEquals("127.0.0.1", gateway.context().getEnvironment().getProperty(key), key);
            }
        }
    }

    private static List<String> cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
