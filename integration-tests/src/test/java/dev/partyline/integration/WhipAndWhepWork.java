package dev.partyline.integration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.Await;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.Chromium;
import dev.partyline.integration.peer.Codec;
import dev.partyline.integration.peer.Participant;
import dev.partyline.integration.peer.PhoneCall;
import dev.partyline.integration.peer.Recording;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.SignedToken;
import dev.partyline.integration.peer.TestPhone;
import dev.partyline.integration.peer.Tools;
import dev.partyline.integration.peer.rtc.RtcOffer;
import dev.partyline.integration.peer.rtc.RtcTransport;
import dev.partyline.integration.peer.rtc.Signalling;
import dev.partyline.integration.peer.rtc.WhipClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program without a page sends into a channel and listens to it, by two requests of HTTP. */
@SideBySide
@SuppressWarnings("NullAway.Init")
class WhipAndWhepWork {
    private static final String NUMBER = "5400";
    private static final String SDP = "application/sdp";
    private static final double PHONE_HERTZ = 500;
    private static final double WHIP_HERTZ = 700;
    private static final double TOLERANCE_DB = 1;
    private static final double INAUDIBLE_DBFS = Participant.TONE_DBFS - 30;

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;
    /** Pages from elsewhere than the bridge: of one origin by its address, of another by the name localhost. */
    private static HttpServer studio;

    private static AdminSession admin;

    @BeforeAll
    static void aBridgeWithAnOpenAndAClosedChannel() throws Exception {
        studio = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        studio.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            byte[] page = "<!DOCTYPE html><title>A studio</title>".getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        studio.start();
        bridge = new BridgeProcess(28_700, data)
                .set("partyline.http.cors-origins", studioAt("127.0.0.1"))
                .set("partyline.media.loops", 1)
                .set("partyline.tokens.key", SignedToken.KEY)
                .start();
        admin = AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD)
                .map(NUMBER, "open")
                .map("5401", "closed")
                .setPin("closed", "73915528");
    }

    @AfterAll
    static void theBridgeStops() {
        if (studio != null) {
            studio.stop(0);
        }
        if (bridge != null) {
            bridge.close();
        }
    }

    private static String studioAt(String host) {
        return "http://" + host + ":" + studio.getAddress().getPort();
    }

    private static boolean isHeard(Recording recording, double hertz) {
        return Math.abs(recording.toneDb(hertz) - Participant.TONE_DBFS) < TOLERANCE_DB;
    }

    private static String levels(Recording recording) {
        return recording.toneDb(PHONE_HERTZ) + " and " + recording.toneDb(WHIP_HERTZ);
    }

    private static int inChannel(Signalling look) throws InterruptedException {
        Object count = look.send(Map.of("type", "look", "channel", "open"))
                .await("channel")
                .get("participants");
        return ((Number) Objects.requireNonNull(count)).intValue();
    }

    @Test
    void whoSendsIsHeardByAPhoneAndWhoListensHearsBoth() throws Exception {
        try (TestPhone phone = new TestPhone("phone", "127.0.0.87", Codec.PCMU);
                Signalling look = new Signalling(bridge.url(""))) {
            PhoneCall call = phone.call(bridge.sip(), NUMBER);
            Participant.of("phone", PHONE_HERTZ, call);
            try (WhipClient sender = WhipClient.send(bridge.url(""), "open", WHIP_HERTZ, Participant.TONE_DBFS);
                    WhipClient listener = WhipClient.receive(bridge.url(""), "open")) {
                Await.until(
                        "the phone hears who sends",
                        () -> call.heard(Duration.ofSeconds(1)),
                        heard -> isHeard(heard, WHIP_HERTZ));
                Await.until(
                        "who listens hears the phone and who sends",
                        () -> levels(listener.heard()) + sender.fault() + listener.fault(),
                        _ -> isHeard(listener.heard(), PHONE_HERTZ) && isHeard(listener.heard(), WHIP_HERTZ));
                assertEquals(3, inChannel(look));
                String calls = admin.get("/admin/calls").body();
                assertTrue(calls.contains("whip") && calls.contains("whep"), calls);

                restart(listener, "Xy12", "a-new-password-of-24-cha".replace('-', '/'));
                restart(sender, "Zz34", "another-new-password-24c".replace('-', '+'));
                int before = listener.packets();
                Await.until("packets go on", listener::packets, packets -> packets > before + 150);
                assertTrue(isHeard(listener.heard(), PHONE_HERTZ), levels(listener.heard()));
                assertTrue(isHeard(listener.heard(), WHIP_HERTZ), levels(listener.heard()));

                assertEquals(
                        200, WhipClient.request("DELETE", sender.url(), "", "").statusCode());
                Await.until(
                        "who was sent away is heard no more",
                        () -> call.heard(Duration.ofSeconds(1)).traceDb(WHIP_HERTZ),
                        level -> level < INAUDIBLE_DBFS);
                assertEquals(2, inChannel(look));
                assertEquals(
                        200,
                        WhipClient.request("DELETE", listener.url(), "", "").statusCode());
                assertEquals(1, inChannel(look));
                assertEquals(
                        404,
                        WhipClient.request("DELETE", listener.url(), "", "").statusCode());
            }
            String calls = admin.get("/admin/calls").body();
            assertTrue(!calls.contains("whip") && !calls.contains("whep"), calls);
            assertEquals(200, call.hangUp());
        }
    }

    private static void restart(WhipClient client, String ufrag, String password) throws Exception {
        HttpResponse<String> answer = client.restartIce(ufrag, password);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                "application/trickle-ice-sdpfrag",
                answer.headers().firstValue("Content-Type").orElse(""));
        Await.until("checks with the new credentials are answered", client::checksAnswered, count -> count > 1);
    }

    @Test
    void aPageFromElsewhereSendsAndListensWhereItsOriginIsNamed() throws Exception {
        Tools.need("chromium", "chromedriver");
        try (TestPhone phone = new TestPhone("phone", "127.0.0.86", Codec.PCMU);
                Chromium browser = Chromium.bare("studio", bridge, "--autoplay-policy=no-user-gesture-required")) {
            PhoneCall call = phone.call(bridge.sip(), NUMBER);
            Participant.of("phone", PHONE_HERTZ, call);
            browser.open(studioAt("127.0.0.1"));
            browser.run(script());
            browser.run("return window.studio.send(...arguments)", bridge.url("/whip/open"), WHIP_HERTZ);
            Await.until(
                    "the phone hears the page",
                    () -> call.heard(Duration.ofSeconds(1)),
                    heard -> isHeard(heard, WHIP_HERTZ));
            browser.run("return window.studio.receive(...arguments)", bridge.url("/whep/open"));
            Await.until(
                    "the page hears the phone",
                    () -> ((Number) Objects.requireNonNull(
                                    browser.run("return window.studio.heardDb(arguments[0])", PHONE_HERTZ)))
                            .doubleValue(),
                    level -> Math.abs(level - Participant.TONE_DBFS) < 2);
            assertEquals(List.of(200L, 200L), browser.run("return window.studio.end()"));
            assertEquals(List.of(), browser.complaints());

            browser.open(studioAt("localhost"));
            browser.run(script());
            assertEquals(
                    "TypeError",
                    browser.run(
                            "return window.studio.send(...arguments).then(() => 'let in', (wrong) => wrong.name)",
                            bridge.url("/whip/open"),
                            WHIP_HERTZ));
            assertEquals(200, call.hangUp());
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(WhipAndWhepWork.class.getResourceAsStream("/browser/studio.js"))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void everyRefusalIsItsOwn() throws Exception {
        String offer =
                new RtcOffer(true, false, 0, 0).sdp("abcdefgh", "abcdefghabcdefghabcdefgh", RtcTransport.fingerprint());
        HttpResponse<String> closed = post("/whip/closed", SDP, offer);
        assertEquals(401, closed.statusCode());
        assertEquals(
                "Bearer realm=\"partyline\"",
                closed.headers().firstValue("WWW-Authenticate").orElse(""));
        assertEquals(
                401,
                post("/whep/closed", SDP, offer, "Authorization", "Bearer x.y.z")
                        .statusCode());
        assertEquals(
                403,
                post("/whip/closed", SDP, offer, "Authorization", "Bearer " + token("open"))
                        .statusCode());
        assertEquals(404, post("/whip/nowhere", SDP, offer).statusCode());
        assertEquals(415, post("/whip/open", "text/plain", offer).statusCode());
        for (String bad : new String[] {"", "v=0", offer.replace("a=fingerprint", "a=finger")}) {
            HttpResponse<String> refused = post("/whip/open", SDP, bad);
            assertEquals(422, refused.statusCode(), refused.body());
            assertTrue(refused.body().length() > 10, refused.body());
        }
        for (String method : new String[] {"GET", "PUT"}) {
            HttpResponse<String> refused = WhipClient.request(method, bridge.url("/whip/open"), "", "");
            assertEquals(405, refused.statusCode(), method);
        }
        String bearer = "Bearer " + token("closed");
        HttpResponse<String> opened = post("/whip/closed", SDP, offer, "Authorization", bearer);
        assertEquals(201, opened.statusCode(), opened.body());
        String url = bridge.url(opened.headers().firstValue("Location").orElseThrow());
        assertEquals(401, WhipClient.request("DELETE", url, "", "").statusCode());
        assertEquals(
                200,
                WhipClient.request("DELETE", url, "", "", "Authorization", bearer)
                        .statusCode());
        assertEquals(200, bridge.status("/readyz"));
    }

    private static HttpResponse<String> post(String path, String type, String body, String... headers)
            throws InterruptedException {
        return WhipClient.request("POST", bridge.url(path), type, body, headers);
    }

    private static String token(String channel) {
        return SignedToken.of(channel, "Camera 1", "guest");
    }
}
