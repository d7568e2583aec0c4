package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesOfOurOwnAndThoseNamedComeIn {
    private static final String STUDIO = "https://studio.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([a-z]+\\.js)\"");

    @TempDir
    private static Path data;

    private static RunningGateway named;
    private static RunningGateway nameless;

    @BeforeAll
    static void start() {
        named = RunningGateway.start(
                data.resolve("named"),
                "partyline.public-url=https://party.example",
                "partyline.http.cors-origins=" + STUDIO);
        nameless = RunningGateway.start(data.resolve("nameless"), "partyline.http.trusted-proxies=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        named.close();
        nameless.close();
    }

    /** What the bridge says to a socket asked for by a page; by hand, for no client lets one write Host. */
    private static int handshake(RunningGateway gateway, String host, String origin, String... more)
            throws IOException {
        String at = host.replace("PORT", "" + gateway.port());
        StringBuilder headers = new StringBuilder();
        for (String header : more) {
            headers.append(header).append("\r\n");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("""
                            GET /ws HTTP/1.1\r
                            Host: %s\r
                            Origin: %s\r
                            Upgrade: websocket\r
                            Connection: Upgrade\r
                            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                            Sec-WebSocket-Version: 13\r
                            %s\r
                            """.formatted(at, origin.replace("PORT", "" + gateway.port()), headers)
                    .getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            // "HTTP/1.1 101 ".
            return Integer.parseInt(reader.readLine().substring(9, 12));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://party.example",
                "https://party.example.evil.example",
                "null",
                "file://",
                "https://party.example:8443",
                "http://studio.example",
                "https://studio.example.evil.example",
                "not an origin"
            })
    void pagesOfOtherOriginsOpenNoSocket(String origin) throws IOException {
        assertEquals(403, handshake(named, "127.0.0.1:PORT", origin));
        assertEquals(403, handshake(named, "party.example", origin));
    }

    @ParameterizedTest
    @CsvSource({
        "party.example, https://party.example",
        "127.0.0.1:PORT, https://party.example",
        "127.0.0.1:PORT, http://127.0.0.1:PORT",
        "localhost:PORT, http://localhost:PORT",
        "[::1]:PORT, http://[::1]:PORT",
        "party.example, https://studio.example",
        "192.0.2.9:PORT, http://192.0.2.9:PORT",
    })
    void oursAndThoseNamedDo(String host, String origin) throws IOException {
        assertEquals(101, handshake(named, host, origin));
    }

    /** A page whose name was pointed here after it was loaded is of one origin with us, as its browser sees it. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "localhost.evil.example"})
    void aNameThatWasPointedHereIsNotOurs(String host) throws IOException {
        assertEquals(403, handshake(named, host, "http://" + host));
        assertEquals(403, handshake(named, host, "https://" + host));
        assertEquals(403, handshake(nameless, host, "http://" + host));
    }

    @Test
    void withoutAPublicUrlAddressesAreOursAndNamesThatACertificateProved() throws IOException {
        for (String host : List.of("127.0.0.1:PORT", "localhost:PORT", "192.0.2.9:PORT", "[2001:db8::9]:PORT")) {
            assertEquals(101, handshake(nameless, host, "http://" + host), host);
            assertEquals(403, handshake(nameless, host, "http://evil.example"), host);
        }
        String https = "X-Forwarded-Proto: https";
        assertEquals(101, handshake(nameless, "party.example", "https://party.example", https));
        assertEquals(403, handshake(nameless, "party.example", "https://evil.example", https));
        assertEquals(403, handshake(nameless, "party.example", "https://party.example"));
    }

    @Test
    void theLibraryAndAllThatItImportsLoadsIntoPagesOfOriginsThatAreNamed() {
        Queue<String> ahead = new ArrayDeque<>(List.of("partyline.js"));
        Set<String> seen = new HashSet<>(ahead);
        for (String module = ahead.poll(); module != null; module = ahead.poll()) {
            String path = "/static/join/" + module;
            HttpResponse<String> answer = named.get(path, "Origin", STUDIO);
            assertEquals(200, answer.statusCode(), path);
            assertEquals(STUDIO, answer.headers().firstValue(ALLOWED).orElse(""), path);
            assertTrue(answer.headers().allValues("Vary").toString().contains("Origin"), path);
            Matcher imports = IMPORT.matcher(answer.body());
            while (imports.find()) {
                if (seen.add(imports.group(1))) {
                    ahead.add(imports.group(1));
                }
            }
        }
        assertTrue(seen.size() > 5, seen.toString());
    }

    @Test
    void nothingElseDoesAndForNobodyElse() {
        String library = "/static/join/partyline.js";
        assertEquals(200, named.get(library).statusCode());
        for (String origin : List.of("https://evil.example", "null")) {
            assertTrue(
                    named.get(library, "Origin", origin)
                            .headers()
                            .firstValue(ALLOWED)
                            .isEmpty(),
                    origin);
        }
        assertTrue(nameless.get(library, "Origin", STUDIO)
                .headers()
                .firstValue(ALLOWED)
                .isEmpty());
        for (String path : List.of("/", "/login", "/admin", "/static/join/join.css", "/static/icon.svg", "/livez")) {
            assertTrue(
                    named.get(path, "Origin", STUDIO)
                            .headers()
                            .firstValue(ALLOWED)
                            .isEmpty(),
                    path);
        }
    }
}
