package dev.partyline.gateway.whip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import dev.partyline.gateway.ScriptedBrowserEdge;
import dev.partyline.gateway.token.Pass;
import dev.partyline.gateway.token.Role;
import dev.partyline.gateway.token.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WhipAndWhepLegsComeByHttp {
    private static final String SDP = "application/sdp";
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String OFFER = "v=0\r\na=ice-ufrag:old0\r\na=ice-pwd:an-old-password-of-24-ch\r\nm=audio 9\r\n";
    private static final String RESTART = "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n";

    @TempDir
    private static Path data;

    private static RunningGateway gateway;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(data, "partyline.http.cors-origins=https://studio.example");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> send(String method, String path, String type, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String bearer(String channel, Role role) {
        Instant now = Instant.now();
        return "Bearer "
                + gateway.bean(Tokens.class)
                        .sign(new Pass("obs", "Camera 1", List.of(channel), role, now.plusSeconds(600)), now);
    }

    @Test
    void anOfferIsAnsweredAndEndedByDelete() throws Exception {
        for (String via : List.of("/whip/", "/whep/")) {
            HttpResponse<String> answer = send("POST", via + "lobby", SDP, OFFER);
            assertEquals(201, answer.statusCode());
            assertEquals(SDP, header(answer, "Content-Type"));
            assertEquals("answer to " + OFFER, answer.body());
            assertEquals(FRAGMENT, header(answer, "Accept-Patch"));
            String location = header(answer, "Location");
            assertTrue(location.matches(via + "lobby/browser-[0-9a-f]{12}\\.[0-9a-f]{32}"), location);
            ScriptedBrowserEdge.Leg leg = gateway.edge().legs.getLast();
            assertEquals(404, send("DELETE", location + "0", "", "").statusCode());
            assertFalse(leg.closed);
            assertEquals(200, send("DELETE", location, "", "").statusCode());
            assertTrue(leg.closed);
            assertEquals(404, send("DELETE", location, "", "").statusCode());
        }
    }

    @Test
    void candidatesTrickleAndIceRestarts() throws Exception {
        HttpResponse<String> answer = send("POST", "/whip/room-4200", SDP, OFFER);
        String location = header(answer, "Location");
        String tag = header(answer, "ETag");
        String candidate = "a=candidate:1 1 UDP 2130706431 192.0.2.1 3478 typ host\r\n";
        ScriptedBrowserEdge.Leg leg = gateway.edge().legs.getLast();
        assertEquals(204, send("PATCH", location, FRAGMENT, candidate, "If-Match", tag).statusCode());
        assertTrue(leg.done.stream().anyMatch(d -> d.startsWith("candidate candidate:1 1 UDP")), leg.done::toString);
        assertEquals(428, send("PATCH", location, FRAGMENT, candidate).statusCode());
        assertEquals(412, send("PATCH", location, FRAGMENT, candidate, "If-Match", "\"x\"").statusCode());
        assertEquals(409, send("PATCH", location, FRAGMENT, RESTART + candidate, "If-Match", tag).statusCode());
        assertEquals(415, send("PATCH", location, SDP, candidate, "If-Match", tag).statusCode());
        assertEquals(400, send("PATCH", location, FRAGMENT, "nonsense", "If-Match", tag).statusCode());
        assertEquals(400, send("PATCH", location, FRAGMENT, candidate, "If-Match", "*").statusCode());
        HttpResponse<String> restarted = send("PATCH", location, FRAGMENT, RESTART, "If-Match", "*");
        assertEquals(200, restarted.statusCode());
        assertTrue(restarted.body().contains("a=ice-ufrag:new0\r\n"), restarted.body());
        assertNotEquals(tag, header(restarted, "ETag"));
        assertEquals(412, send("PATCH", location, FRAGMENT, candidate, "If-Match", tag).statusCode());
        assertEquals(
                204,
                send("PATCH", location, FRAGMENT, candidate, "If-Match", header(restarted, "ETag"))
                        .statusCode());
    }

    @Test
    void aChannelWithAPinOpensToATokenAlone() throws Exception {
        HttpResponse<String> stranger = send("POST", "/whip/boardroom", SDP, OFFER);
        assertEquals(401, stranger.statusCode());
        assertEquals("Bearer realm=\"partyline\"", header(stranger, "WWW-Authenticate"));
        assertEquals(
                401,
                send("POST", "/whip/boardroom", SDP, OFFER, "Authorization", "Bearer a.b.c")
                        .statusCode());
        assertEquals(
                401,
                send("POST", "/whip/boardroom", SDP, OFFER, "Authorization", "Basic eDp5")
                        .statusCode());
        assertEquals(
                403,
                send("POST", "/whip/boardroom", SDP, OFFER, "Authorization", bearer("lobby", Role.HOST))
                        .statusCode());
        String token = bearer("boardroom", Role.GUEST);
        HttpResponse<String> answer = send("POST", "/whip/boardroom", SDP, OFFER, "Authorization", token);
        assertEquals(201, answer.statusCode());
        String location = header(answer, "Location");
        assertEquals(401, send("DELETE", location, "", "").statusCode());
        assertEquals(
                200, send("DELETE", location, "", "", "Authorization", token).statusCode());
    }

    @Test
    void whatIsNoOfferIsRefusedInItsOwnWay() throws Exception {
        assertEquals(404, send("POST", "/whip/nowhere", SDP, OFFER).statusCode());
        assertEquals(415, send("POST", "/whip/lobby", "text/plain", OFFER).statusCode());
        assertEquals(413, send("POST", "/whip/lobby", SDP, "x".repeat(70_000)).statusCode());
        HttpResponse<String> refused = send("POST", "/whip/lobby", SDP, "nonsense");
        assertEquals(422, refused.statusCode());
        assertEquals("the offer has no audio", refused.body());
        assertEquals(405, send("GET", "/whip/lobby", "", "").statusCode());
    }

    @Test
    void pagesOfOtherOriginsComeBySettingAlone() throws Exception {
        for (String origin : List.of("https://studio.example", "https://evil.example")) {
            boolean ours = origin.contains("studio");
            HttpResponse<String> preflight = send(
                    "OPTIONS",
                    "/whip/lobby",
                    "",
                    "",
                    "Origin",
                    origin,
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "authorization, content-type");
            assertEquals(ours ? 200 : 403, preflight.statusCode());
            assertEquals(ours ? origin : "", header(preflight, "Access-Control-Allow-Origin"));
            assertEquals(
                    ours ? 201 : 403,
                    send("POST", "/whip/lobby", SDP, OFFER, "Origin", origin).statusCode());
        }
    }
}
