package dev.partyline.sip.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.sip.transport.Peer;
import dev.partyline.sip.transport.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesHaveBounds {
    private static final InetSocketAddress NEAR = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);
    private static final Peer FAR =
            new Peer(Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 5060));

    private Instant now = Instant.EPOCH;
    private final CallTraces traces = new CallTraces(Duration.ofMinutes(10), () -> now);

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void begin(String callId) {
        traces.begin(callId, FAR, NEAR, text("INVITE sip:a SIP/2.0\r\n\r\n"));
    }

    private void said(String callId, String text) {
        traces.message(FAR, NEAR, true, callId, text(text));
    }

    @Test
    void onlyACallThatBeganIsKept() {
        said("stranger", "INVITE sip:a SIP/2.0\r\n\r\n");
        assertEquals(List.of(), traces.of("stranger"));
        begin("x".repeat(257));
        assertEquals(List.of(), traces.of("x".repeat(257)));
    }

    @Test
    void ofALongCallTheBeginningAndTheEndAreKept() {
        begin("long");
        for (int i = 1; i <= 500; i++) {
            said("long", "OPTIONS sip:" + i + " SIP/2.0\r\n\r\n");
        }
        List<TracedMessage> messages = traces.of("long");
        assertEquals(100, messages.size());
        assertTrue(messages.getFirst().startLine().startsWith("INVITE"));
        assertEquals("OPTIONS sip:19 SIP/2.0", messages.get(19).startLine());
        assertEquals("OPTIONS sip:421 SIP/2.0", messages.get(20).startLine());
        assertEquals("OPTIONS sip:500 SIP/2.0", messages.getLast().startLine());
    }

    @Test
    void timeCountsFromTheLastWordAndPassesWithoutCalls() {
        begin("talker");
        begin("silent");
        now = now.plus(Duration.ofMinutes(8));
        said("talker", "UPDATE sip:a SIP/2.0\r\n\r\n");
        now = now.plus(Duration.ofMinutes(5));
        assertEquals(List.of(), traces.of("silent"));
        assertEquals(2, traces.of("talker").size());
        now = now.plus(Duration.ofMinutes(6));
        assertEquals(List.of(), traces.of("talker"));
    }

    @Test
    void whoSpeaksStaysWhereThereIsNoMorePlace() {
        begin("talker");
        String long8 = "MESSAGE sip:a SIP/2.0\r\n\r\n" + "x".repeat(9000);
        for (int i = 0; i < 5000; i++) {
            begin("call-" + i);
            said("call-" + i, long8);
            if (i % 100 == 0) {
                said("talker", "INFO sip:a SIP/2.0\r\n\r\n");
            }
        }
        assertEquals(List.of(), traces.of("call-0"));
        assertFalse(traces.of("call-4999").isEmpty());
        assertTrue(traces.of("talker").size() > 10);
        assertEquals(
                CallTraces.MOST_CHARACTERS_A_MESSAGE,
                traces.of("call-4999").getLast().text().length());
    }

    @Test
    void nothingIsKeptWhereNothingIsWanted() {
        CallTraces off = new CallTraces(Duration.ZERO, () -> now);
        off.begin("a", FAR, NEAR, text("INVITE sip:a SIP/2.0\r\n\r\n"));
        assertEquals(List.of(), off.of("a"));
    }
}
