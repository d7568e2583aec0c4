package dev.partyline.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Thirty framings, each in one segment and one byte a segment: the same messages, or the same refusal. */
class StreamIsCutIntoMessages {
    private static final String START = "OPTIONS sip:a@192.0.2.1 SIP/2.0\r\nCall-ID: x\r\n";

    private static String message(String lengthHeader, String body) {
        return START + lengthHeader + "\r\n" + body;
    }

    static Stream<Arguments> framings() {
        return Stream.of(
                Arguments.of("no length", message("", "hello"), List.of(), "content-length-missing"),
                Arguments.of("0", message("Content-Length: 0\r\n", ""), List.of(""), ""),
                Arguments.of("5", message("Content-Length: 5\r\n", "hello"), List.of("hello"), ""),
                Arguments.of("05", message("Content-Length: 05\r\n", "hello"), List.of("hello"), ""),
                Arguments.of("4 of 5", message("Content-Length: 4\r\n", "hello\r\n\r\n"), List.of("hell"), "not-sip"),
                Arguments.of("6 of 5", message("Content-Length: 6\r\n", "hello"), List.of(), "partial"),
                Arguments.of("-1", message("Content-Length: -1\r\n", ""), List.of(), "content-length-malformed"),
                Arguments.of("+5", message("Content-Length: +5\r\n", "hello"), List.of(), "content-length-malformed"),
                Arguments.of("5.0", message("Content-Length: 5.0\r\n", "hello"), List.of(), "content-length-malformed"),
                Arguments.of("0x5", message("Content-Length: 0x5\r\n", "hello"), List.of(), "content-length-malformed"),
                Arguments.of("2^31-1", message("Content-Length: 2147483647\r\n", ""), List.of(), "body-too-long"),
                Arguments.of("2^31", message("Content-Length: 2147483648\r\n", ""), List.of(), "body-too-long"),
                Arguments.of(
                        "20 digits",
                        message("Content-Length: 99999999999999999999\r\n", ""),
                        List.of(),
                        "content-length-malformed"),
                Arguments.of("empty", message("Content-Length:\r\n", ""), List.of(), "content-length-malformed"),
                Arguments.of("5 5", message("Content-Length: 5 5\r\n", "hello"), List.of(), "content-length-malformed"),
                Arguments.of(
                        "two equal",
                        message("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"),
                        List.of(),
                        "content-length-twice"),
                Arguments.of(
                        "two different",
                        message("Content-Length: 5\r\nl: 0\r\n", "hello"),
                        List.of(),
                        "content-length-twice"),
                Arguments.of("l", message("l: 5\r\n", "hello"), List.of("hello"), ""),
                Arguments.of("L", message("L:5\r\n", "hello"), List.of("hello"), ""),
                Arguments.of("space before colon", message("Content-Length : 5\r\n", "hello"), List.of("hello"), ""),
                Arguments.of("tab before colon", message("Content-Length\t:\t5\r\n", "hello"), List.of("hello"), ""),
                Arguments.of("folded", message("Content-Length:\r\n 5\r\n", "hello"), List.of("hello"), ""),
                Arguments.of(
                        "length after the empty line",
                        message("", "Content-Length: 5\r\n\r\nhello"),
                        List.of(),
                        "content-length-missing"),
                Arguments.of("keep-alive", "\r\n\r\n" + message("l: 0\r\n", "") + "\r\n\r\n", List.of(""), ""),
                Arguments.of("10,000 keep-alives", "\r\n\r\n".repeat(10_000), List.of(), "keep-alive-flood"),
                Arguments.of("LF only", START.replace("\r", "") + "l: 0\n\n", List.of(), "bare-line-end"),
                Arguments.of("CR only", START.replace("\n", "") + "l: 0\r\r", List.of(), "bare-line-end"),
                Arguments.of("NUL", "OPTI\0NS sip:a SIP/2.0\r\n\r\n", List.of(), "nul-in-header"),
                Arguments.of("a line of 1 MiB", START + "X: " + "a".repeat(1 << 20), List.of(), "header-too-long"),
                Arguments.of("10,000 headers", START + "X: a\r\n".repeat(10_000), List.of(), "header-too-long"),
                Arguments.of(
                        "5,000 Vias",
                        START + "Via: SIP/2.0/TCP 192.0.2.9;branch=z9hG4bK1\r\n".repeat(5_000),
                        List.of(),
                        "header-too-long"),
                Arguments.of("not SIP", "GET / HTTP/1.1\r\nl: 0\r\n\r\n", List.of(), "not-sip"),
                Arguments.of("body of 65537", message("l: 65537\r\n", ""), List.of(), "body-too-long"),
                Arguments.of(
                        "100 in one segment",
                        message("l: 5\r\n", "hello").repeat(100),
                        java.util.Collections.nCopies(100, "hello"),
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framings")
    void whole(String name, String wire, List<String> bodies, String refusal) {
        check(wire, wire.length(), bodies, refusal);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framings")
    void oneByteASegment(String name, String wire, List<String> bodies, String refusal) {
        check(wire, 1, bodies, refusal);
    }

    private static void check(String wire, int segment, List<String> bodies, String refusal) {
        SipFramer framer = new SipFramer(0);
        List<String> found = new ArrayList<>();
        String outcome = "";
        byte[] bytes = wire.getBytes(StandardCharsets.ISO_8859_1);
        try {
            for (int at = 0; at < bytes.length; at += segment) {
                framer.accept(
                        java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + segment)), 0, framed -> {
                            if (framed instanceof SipFramer.Framed.Message message) {
                                String text = new String(message.bytes(), StandardCharsets.ISO_8859_1);
                                assertTrue(text.startsWith("OPTIONS "));
                                assertEquals("x", message.callId());
                                found.add(text.substring(text.indexOf("\r\n\r\n") + 4));
                            }
                        });
            }
            outcome = framer.partial() ? "partial" : "";
        } catch (FramingException e) {
            outcome = e.reason();
        }
        assertEquals(bodies, found);
        assertEquals(refusal, outcome);
    }

    @Test
    void pingsAreToldApartFromMessages() throws FramingException {
        SipFramer framer = new SipFramer(0);
        List<SipFramer.Framed> found = new ArrayList<>();
        framer.accept("\r\n\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), 0, found::add);
        assertEquals(List.of(new SipFramer.Framed.Ping()), found);
    }

    @ParameterizedTest
    @MethodSource("datagrams")
    void datagram(String wire, String bodyOrRefusal) {
        String outcome;
        try {
            String text = new String(
                    DatagramFramer.frame(wire.getBytes(StandardCharsets.ISO_8859_1))
                            .bytes(),
                    StandardCharsets.ISO_8859_1);
            outcome = text.substring(text.indexOf("\r\n\r\n") + 4);
        } catch (FramingException e) {
            outcome = e.reason();
        }
        assertEquals(bodyOrRefusal, outcome);
    }

    static Stream<Arguments> datagrams() {
        return Stream.of(
                Arguments.of(message("", "hello"), "hello"),
                Arguments.of(message("l: 4\r\n", "hello"), "hell"),
                Arguments.of(message("l: 6\r\n", "hello"), "datagram-cut-short"),
                Arguments.of(START, "datagram-cut-short"),
                Arguments.of(START.replace("\r", "") + "\n", "bare-line-end"),
                Arguments.of("\r\n\r\n", "not-sip"));
    }
}
