package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.RunningGateway;
import jakarta.websocket.server.ServerContainer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileClientsEndTheirOwnSocketAlone {
    @TempDir
    private static Path data;

    private static RunningGateway gateway;
    private static PageSocket bystander;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(data);
        bystander = PageSocket.open(gateway.port());
    }

    @AfterAll
    static void stop() {
        bystander.close();
        gateway.close();
    }

    private static PageSocket open() {
        return PageSocket.open(gateway.port());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "7",
                "{}",
                "{'type':7}",
                "{'type':'unknown'}",
                "{'type':'ping'} {'type':'ping'}",
                "{'type':'ping','type':'ping'}",
                "{'type':'look'}",
                "{'type':'look','channel':{}}",
                "{'type':'join','channel':'lobby','name':'x'}",
                "{'type':'join','channel':'lobby','name':['x'],'offer':'v=0'}",
                "{'type':'join','channel':'lobby','name':'x','offer':'v=0','mode':'loud'}",
                "{'type':'join','channel':'lobby','name':'x','offer':'v=0','muted':'yes'}",
                "{'type':'mute','muted':1}",
                "{'type':'pin','participants':'all'}",
                "{'type':'pin','participants':[1]}",
                "{'type':'ping','a':[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}",
            })
    void whatIsNoMessageEndsTheSocket(String text) {
        try (PageSocket hostile = open()) {
            assertEquals(1008, hostile.say(text).closeCode());
        }
        bystander.say("{'type':'ping'}").next("pong");
    }

    @Test
    void aFrameIsSixtyFourKibibytesAtMost() {
        try (PageSocket hostile = open()) {
            hostile.say("{'type':'ping','a':'" + "x".repeat(60_000) + "'}").next("pong");
        }
        try (PageSocket hostile = open()) {
            assertEquals(
                    1009,
                    hostile.say("{'type':'ping','a':'" + "x".repeat(70_000) + "'}")
                            .closeCode());
        }
    }

    @Test
    void aSocketThatIsIdleHasSmallBuffers() {
        ServerContainer container = gateway.bean(ServerContainer.class);
        assertTrue(container.getDefaultMaxTextMessageBufferSize() <= 4096);
        assertTrue(container.getDefaultMaxBinaryMessageBufferSize() <= 4096);
    }

    @Test
    void whoAsksTooFastIsToldSoAndThenClosed() {
        try (PageSocket hostile = open()) {
            for (int i = 0; i < 2_000; i++) {
                try {
                    hostile.say("{'type':'look','channel':'lobby'}");
                } catch (CompletionException e) {
                    // It was closed meanwhile, which is the point.
                    break;
                }
            }
            assertEquals(1008, hostile.closeCode());
            assertEquals("busy", hostile.refused());
        }
        bystander.say("{'type':'ping'}").next("pong");
    }

    @Test
    void whatIsTooLongIsRefusedByItsProperReason() {
        String tooLong = "a".repeat(10_000);
        try (PageSocket hostile = open()) {
            assertEquals(
                    "token-invalid",
                    hostile.join("lobby", "x", ",'token':'" + tooLong + "'").refused());
            assertEquals(
                    "token-invalid",
                    hostile.say("{'type':'look','channel':'lobby','token':'" + tooLong + "'}")
                            .refused());
            assertEquals("no-channel", hostile.join(tooLong, "x", "").refused());
            assertEquals(
                    "pin-wrong",
                    hostile.join("boardroom", "x", ",'pin':'" + tooLong + "'").refused());
            hostile.join("lobby", tooLong, ",'resume':'" + tooLong + "'").next("joined");
            for (String nobody : new String[] {tooLong, "", " ", "phone-", "browser-000000000000"}) {
                assertEquals(
                        "not-host",
                        hostile.say("{'type':'remove','participant':'" + nobody + "'}")
                                .refused());
            }
            hostile.say("{'type':'pin','participants':['" + tooLong + "','',' ']}")
                    .say("{'type':'ping'}")
                    .next("pong");
        }
    }

    /** Each is answered with new media for somebody new: none of them is anybody's secret. */
    @ParameterizedTest
    @ValueSource(strings = {"", ".", " ", " .0", "x", "browser-000000000000.00", "..", "\\u0000.\\u0000"})
    void whatIsNobodysSecretIsPassedOver(String secret) {
        try (PageSocket page = open()) {
            page.join("lobby", "x", ",'resume':'" + secret + "'").next("joined");
        }
    }

    @Test
    void whoHasNotJoinedMayDoNothing() {
        try (PageSocket stranger = open()) {
            for (String text : new String[] {
                "{'type':'mute','muted':true}",
                "{'type':'remove','participant':'phone-1'}",
                "{'type':'camera','on':true}",
                "{'type':'mode','mode':'mixed'}",
                "{'type':'pin','participants':[]}",
                "{'type':'offer','offer':'v=0'}"
            }) {
                assertEquals("not-joined", stranger.say(text).refused(), text);
            }
        }
    }

    @Test
    void nothingIsCompressed() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("""
                            GET /ws HTTP/1.1\r
                            Host: 127.0.0.1\r
                            Upgrade: websocket\r
                            Connection: Upgrade\r
                            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                            Sec-WebSocket-Version: 13\r
                            Sec-WebSocket-Extensions: permessage-deflate\r
                            \r
                            """.getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertTrue(reader.readLine().contains(" 101 "));
            for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
                assertFalse(line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-extensions"), line);
            }
        }
    }

    @Test
    void namesAreOneLineOfTextWhateverWasTyped() {
        try (PageSocket page = open()) {
            page.join("room-4100", "  <b>\\u202eevil\\u0000\\n name</b>" + "x".repeat(100), "")
                    .next("joined");
            String name =
                    page.next("roster").get("participants").get(0).get("name").stringValue();
            assertTrue(name.startsWith("<b>evil name</b>x") && name.length() <= 64, name);
        }
    }
}
