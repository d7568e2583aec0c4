package dev.partyline.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.integration.peer.AdminSession;
import dev.partyline.integration.peer.BridgeProcess;
import dev.partyline.integration.peer.SideBySide;
import dev.partyline.integration.peer.rtc.RtcClient;
import dev.partyline.integration.peer.rtc.RtcOffer;
import dev.partyline.integration.peer.rtc.RtcTransport;
import dev.partyline.integration.peer.rtc.Signalling;
import dev.partyline.integration.peer.rtc.StunCheck;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser must not get away with, and what nobody else may notice of it. */
@SideBySide
@SuppressWarnings("NullAway.Init")
class HostileBrowsers {
    private static final InetAddress STRANGER = InetAddress.ofLiteral("127.0.0.66");
    private static final String PIN = "73915528";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TWO_SECONDS_OF_PACKETS = 100;

    @TempDir
    private static Path data;

    private static BridgeProcess bridge;

    @BeforeAll
    static void aBridgeWithAnOpenAndAClosedChannel() throws InterruptedException {
        bridge = new BridgeProcess(27_000, data).set("partyline.media.loops", 1).start();
        AdminSession.logIn(bridge, BridgeProcess.ADMIN_PASSWORD)
                .map("5300", "open")
                .map("5301", "closed")
                .setPin("closed", PIN);
    }

    @AfterAll
    static void theBridgeStops() {
        if (bridge != null) {
            bridge.close();
        }
    }

    private static final class Heard implements RtcTransport.Listener {
        private final List<Integer> sequences = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void rtp(ByteBuffer packet) {
            sequences.add(packet.getShort(2) & 0xffff);
        }

        @Override
        public void rtcp(ByteBuffer packet) {}
    }

    private static Map<String, Object> join(String channel) {
        return Map.of(
                "type",
                "join",
                "channel",
                channel,
                "name",
                "mallory",
                "offer",
                RtcOffer.ofPage().sdp("abcdefgh", "abcdefghabcdefghabcdefgh", RtcTransport.fingerprint()),
                "mode",
                "forwarded",
                "muted",
                false,
                "camera",
                false);
    }

    private static Map<String, Object> with(Map<String, Object> message, String key, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(message);
        more.put(key, value);
        return more;
    }

    @Test
    void aChannelThatDoesNotExistOpensForNobody() throws Exception {
        try (Signalling socket = new Signalling(bridge.url(""))) {
            assertEquals(
                    "no-channel",
                    socket.send(join("nowhere")).await("refused", "joined").get("reason"));
        }
        assertEquals(404, bridge.status("/join/nowhere"));
    }

    @Test
    void aPinIsAskedForAndGuessingIsSlow() throws Exception {
        try (Signalling socket = new Signalling(bridge.url(""))) {
            assertEquals(
                    "pin-needed",
                    socket.send(join("closed")).await("refused", "joined").get("reason"));
            List<Object> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(socket.send(with(join("closed"), "pin", "0000000" + i))
                        .await("refused", "joined")
                        .get("reason"));
            }
            assertEquals("pin-wrong", answers.getFirst(), answers.toString());
            assertEquals("pin-refused", answers.getLast(), "the budget of this address is used up: " + answers);
            assertEquals(
                    "pin-refused",
                    socket.send(with(join("closed"), "pin", PIN))
                            .await("refused", "joined")
                            .get("reason"),
                    "then the right one does not help either");
        }
    }

    @Test
    void tokensOfOthersAreRefused() throws Exception {
        for (String token : List.of(
                "x",
                "eyJhbGciOiJub25lIn0.eyJjaGFubmVscyI6WyJjbG9zZWQiXSwicm9sZSI6Imhvc3QiLCJleHAiOjQxMDI0NDQ4MDB9.",
                "eyJhbGciOiJIUzI1NiJ9.eyJjaGFubmVscyI6WyJjbG9zZWQiXSwiZXhwIjo0MTAyNDQ0ODAwfQ.AAAA",
                "a".repeat(10_000))) {
            try (Signalling socket = new Signalling(bridge.url(""))) {
                assertEquals(
                        "token-invalid",
                        socket.send(with(join("closed"), "token", token))
                                .await("refused", "joined")
                                .get("reason"));
            }
        }
    }

    @Test
    void guestsAreNotHosts() throws Exception {
        try (RtcClient victim = client("open", "Tomás Žižka \uD83C\uDF89", new Heard());
                RtcClient mallory = client("open", "mallory", new Heard())) {
            for (Map<String, Object> wish : List.<Map<String, Object>>of(
                    Map.of("type", "mute", "participant", victim.id(), "muted", true),
                    Map.of("type", "remove", "participant", victim.id()))) {
                assertEquals(
                        "not-host",
                        mallory.signalling().send(wish).await("refused").get("reason"));
            }
        }
    }

    @Test
    void nonsenseClosesItsSocketAndNoOther() throws Exception {
        try (RtcClient good = client("open", "good", new Heard())) {
            for (String nonsense : List.of(
                    "{",
                    "[]",
                    "null",
                    "{\"type\":\"joyn\"}",
                    "{\"type\":\"join\",\"channel\":7}",
                    "{\"type\":{}}",
                    "{\"type\":\"join\",\"channel\":\"open\",\"name\":\"" + "x".repeat(70_000) + "\"}",
                    "[".repeat(30_000),
                    "{\"type\":\"mute\",\"muted\":\"perhaps\"}")) {
                try (Signalling socket = new Signalling(bridge.url(""))) {
                    socket.sendText(nonsense);
                    int status = socket.awaitClose();
                    assertTrue(
                            status == 1008 || status == 1009 || status == 1007, status + " for " + nonsense.length());
                }
            }
            good.signalling().send(Map.of("type", "ping")).await("pong");
        }
    }

    @Test
    void offersThatCannotBeAnsweredAreRefusedWithASentence() throws Exception {
        for (String offer : List.of(
                "", "v=0", RtcOffer.ofPage().sdp("abcdefgh", "short", "00:11"), "v=0\r\n" + "a=x\r\n".repeat(9_000))) {
            try (Signalling socket = new Signalling(bridge.url(""))) {
                Map<String, Object> refused =
                        socket.send(with(join("open"), "offer", offer)).await("refused", "joined");
                assertEquals("offer", refused.get("reason"), refused.toString());
                assertTrue(String.valueOf(refused.get("message")).length() > 10, refused.toString());
            }
        }
    }

    @Test
    void strangersGetNotAByteAndChangeNothing() throws Exception {
        Heard heard = new Heard();
        try (RtcClient listener = client("open", "listener", heard);
                DatagramSocket stranger = new DatagramSocket(0, STRANGER)) {
            connect(listener);
            serve(listener, 1_000);
            InetSocketAddress port = new InetSocketAddress(
                    InetAddress.ofLiteral("127.0.0.1"), bridge.ports().browsers());
            Random random = new Random(7);
            for (int i = 0; i < 5_000; i++) {
                byte[] bytes = hostile(i, random);
                stranger.send(new DatagramPacket(bytes, bytes.length, port));
                if (i % 100 == 0) {
                    serve(listener, 5);
                }
            }
            heard.sequences.clear();
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            while (heard.sequences.size() < TWO_SECONDS_OF_PACKETS && System.nanoTime() - deadlineNanos < 0) {
                serve(listener, 20);
            }
            List<Integer> sequences = List.copyOf(heard.sequences);
            assertTrue(sequences.size() >= TWO_SECONDS_OF_PACKETS, "the mixed stream goes on: " + sequences.size());
            for (int i = 1; i < sequences.size(); i++) {
                assertEquals((sequences.get(i - 1) + 1) & 0xffff, sequences.get(i), "and without a gap");
            }
            stranger.setSoTimeout(500);
            try {
                DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
                stranger.receive(answer);
                throw new AssertionError("a stranger was answered with " + answer.getLength() + " bytes");
            } catch (SocketTimeoutException silence) {
                assertEquals(200, bridge.status("/readyz"));
            }
        }
    }

    /** STUN with a guessed password, DTLS hellos, RTP, RTCP, noise. */
    private static byte[] hostile(int i, Random random) {
        byte[] bytes = switch (i % 4) {
            case 0 -> StunCheck.request("abcdefgh:zzzz", "not-the-password-at-all", true);
            case 1 -> new byte[1 + random.nextInt(1400)];
            case 2 -> new byte[12 + random.nextInt(200)];
            default -> new byte[60];
        };
        if (i % 4 != 0) {
            random.nextBytes(bytes);
        }
        if (i % 4 == 2) {
            bytes[0] = (byte) 0x80;
            bytes[1] = (byte) (i % 8 == 2 ? RtcOffer.OPUS : 200);
        } else if (i % 4 == 3) {
            bytes[0] = 22;
            bytes[1] = (byte) 0xfe;
            bytes[2] = (byte) 0xfd;
        }
        return bytes;
    }

    @Test
    void pagesOfOthersCannotUseAVisitorsSocket() throws Exception {
        HttpResponse<String> refused = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(bridge.url("/whip/open")))
                                .timeout(Duration.ofSeconds(30))
                                .header("Origin", "https://elsewhere.example")
                                .header("Content-Type", "application/sdp")
                                .POST(HttpRequest.BodyPublishers.ofString("v=0"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertTrue(refused.headers().firstValue("Access-Control-Allow-Origin").isEmpty(), "no CORS unless it was set");
        assertTrue(refused.statusCode() >= 400, "" + refused.statusCode());
    }

    private static RtcClient client(String channel, String name, Heard heard) throws InterruptedException {
        return RtcClient.join(bridge.url(""), channel, name, RtcOffer.ofPage(), heard);
    }

    private static void connect(RtcClient client) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!client.transport().isConnected()) {
            serve(client, 20);
            assertTrue(System.nanoTime() - deadlineNanos < 0, "connected within 30 s");
        }
    }

    private static void serve(RtcClient client, long millis) throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() - untilNanos < 0) {
            client.transport().receive();
            client.transport().keepAlive(System.nanoTime());
            Thread.sleep(1);
        }
    }
}
