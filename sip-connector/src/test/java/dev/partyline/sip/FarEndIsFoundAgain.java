package dev.partyline.sip;

import static dev.partyline.sip.TextPhone.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bridge's own requests reach the far end where the dialog says that it is (RFC 3261 sections 12.2.1 and 8.1.2). */
@Timeout(180)
class FarEndIsFoundAgain {
    /** The bridge hangs up, without a word before. */
    private static void close(Bridge bridge) {
        Thread.ofVirtual().start(bridge.connector::close);
    }

    private static List<String> routes(String request) {
        return Pattern.compile("(?im)^Route:\\s*(.*?)\\s*$")
                .matcher(request)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Its connection is gone, but it listens. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, ;transport=tcp", "localhost, ''", "localhost, ;transport=TCP"})
    void byANewConnection(String host, String parameter) throws Exception {
        try (Bridge bridge = new Bridge();
                ServerSocket listener = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            try (TextPhone phone = TextPhone.tcp(bridge.port())) {
                phone.contact = "<sip:ann@" + host + ":" + listener.getLocalPort() + parameter + ">";
                phone.call("3000");
            }
            // The bridge has to hear that the connection is gone.
            Thread.sleep(300);
            listener.setSoTimeout(TextPhone.PATIENCE_MILLIS);
            close(bridge);
            try (Socket connection = listener.accept();
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                String bye = read(reader);
                assertTrue(bye.startsWith("BYE sip:ann@" + host), bye);
                String answer = bye.replaceFirst("^BYE .*", "SIP/2.0 200 OK");
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                assertEquals(EndReason.SHUTDOWN, bridge.ended().reason());
            }
        }
    }

    /** It closes its connection instead of an answer. */
    @Test
    void byANewConnectionWhereTheOldOneClosesBeforeTheAnswer() throws Exception {
        try (Bridge bridge = new Bridge();
                ServerSocket listener = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            String first;
            try (TextPhone phone = TextPhone.tcp(bridge.port())) {
                phone.contact = "<sip:ann@127.0.0.1:" + listener.getLocalPort() + ";transport=tcp>";
                phone.call("3000");
                close(bridge);
                first = phone.expect("BYE ");
            }
            listener.setSoTimeout(TextPhone.PATIENCE_MILLIS);
            try (Socket connection = listener.accept();
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                String again = read(reader);
                assertEquals(header(first, "CSeq"), header(again, "CSeq"));
                connection
                        .getOutputStream()
                        .write(again.replaceFirst("^BYE .*", "SIP/2.0 200 OK").getBytes(StandardCharsets.UTF_8));
                assertEquals(EndReason.SHUTDOWN, bridge.ended().reason());
            }
        }
    }

    /** Its answer is its last word, and it closes at once. */
    @Test
    void onlyWhereItHasNotAnswered() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Bridge bridge = new Bridge();
                    ServerSocket listener = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
                try (TextPhone phone = TextPhone.tcp(bridge.port())) {
                    phone.contact = "<sip:ann@127.0.0.1:" + listener.getLocalPort() + ";transport=tcp>";
                    phone.call("3000");
                    close(bridge);
                    phone.answer(phone.expect("BYE "), "200 OK");
                }
                assertEquals(EndReason.SHUTDOWN, bridge.ended().reason());
                listener.setSoTimeout(50);
                assertThrows(SocketTimeoutException.class, listener::accept, "it was answered, and sent again");
            }
        }
    }

    @Test
    void orIsNotWaitedForWhereNobodyListens() throws Exception {
        try (Bridge bridge = new Bridge()) {
            try (TextPhone phone = TextPhone.tcp(bridge.port())) {
                phone.contact = "<sip:ann@127.0.0.1:1;transport=tcp>";
                phone.call("3000");
            }
            bridge.await("up", () -> bridge.connector.liveCalls().size() == 1);
            int before = bridge.connector.stats().transactions();
            assertTrue(bridge.connector.remove(
                    bridge.connector.liveCalls().getFirst().call().id()));
            CallRecord record = bridge.records.poll(15, TimeUnit.SECONDS);
            assertEquals(EndReason.REMOVED_BY_ADMIN, record == null ? null : record.reason());
            // A BYE that is waited for stands for 32 s (RFC 3261, timer F).
            bridge.await(
                    "no BYE is waited for",
                    Duration.ofSeconds(15),
                    () -> bridge.connector.stats().transactions() <= before);
            bridge.nothingIsLeft();
        }
    }

    private static String read(BufferedReader reader) throws IOException {
        StringBuilder message = new StringBuilder();
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
            message.append(line).append("\r\n");
            line = reader.readLine();
        }
        return message + "\r\n";
    }

    @ParameterizedTest
    @CsvSource({"INVITE, 127.0.0.1", "UPDATE, 127.0.0.1", "INVITE, localhost"})
    void whereItsLastContactSays(String method, String host) throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port());
                TextPhone moved = TextPhone.udp(bridge.port())) {
            phone.call("3000");
            phone.contact = "\"Ann, moved\" <sip:ann@" + host + ":" + moved.localPort() + ";ob>;+sip.instance=\"x\"";
            phone.send(phone.next(method, Sdp.offer(40_000)));
            phone.expect("SIP/2.0 200");
            if (method.equals("INVITE")) {
                phone.send(phone.ack(""));
            }
            close(bridge);
            String bye = moved.expect("BYE sip:ann@" + host + ":" + moved.localPort() + ";ob ");
            moved.answer(bye, "200 OK");
            assertEquals(EndReason.SHUTDOWN, bridge.ended().reason());
        }
    }

    /** A Contact behind a NAT, which is of no trunk: the source is what counts, and that of the last request. */
    @Test
    void whereItWasHeardLast() throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port());
                TextPhone moved = TextPhone.udp(bridge.port())) {
            phone.contact = "<sip:ann@192.168.77.1>";
            phone.call("3000");
            moved.callId = phone.callId;
            moved.fromTag = phone.fromTag;
            moved.toTag = phone.toTag;
            moved.contact = phone.contact;
            moved.send(moved.next("INVITE", Sdp.offer(40_000)));
            moved.expect("SIP/2.0 200");
            moved.send(moved.ack(""));
            close(bridge);
            String bye = moved.expect("BYE sip:ann@192.168.77.1 ");
            moved.answer(bye, "200 OK");
            bridge.ended();
        }
    }

    @ParameterizedTest
    @CsvSource({";lr, true", ";lr=on, true", "'', false"})
    void throughTheProxiesThatRecordedTheirRoute(String lr, boolean loose) throws Exception {
        try (Bridge bridge = new Bridge();
                TextPhone phone = TextPhone.udp(bridge.port());
                TextPhone proxy = TextPhone.udp(bridge.port())) {
            String near = "<sip:127.0.0.1:" + proxy.localPort() + lr + ">";
            String far = "<sip:far@192.0.2.3;lr;x=1>";
            phone.send(phone.invite(
                    "3000",
                    Sdp.offer(40_000),
                    "Record-Route: " + near + ", " + far,
                    "Record-Route: <sip:192.0.2.4;lr>"));
            String ok = phone.expect("SIP/2.0 200");
            assertTrue(ok.indexOf(near) < ok.indexOf(far) && ok.indexOf(far) < ok.indexOf("<sip:192.0.2.4;lr>"), ok);
            assertTrue(header(ok, "Record-Route").startsWith(near), ok);
            phone.send(phone.ack(""));
            close(bridge);
            String target = "sip:ann@127.0.0.1:" + phone.localPort();
            String bye = proxy.expect("BYE " + (loose ? target : near.substring(1, near.length() - 1)) + " ");
            List<String> expected = loose
                    ? List.of(near, far, "<sip:192.0.2.4;lr>")
                    : List.of(far, "<sip:192.0.2.4;lr>", "<" + target + ">");
            assertEquals(
                    expected,
                    routes(bye).stream()
                            .flatMap(line -> List.of(line.split(",")).stream())
                            .map(String::strip)
                            .toList());
            proxy.answer(bye, "200 OK");
            bridge.ended();
        }
    }
}
