package dev.partyline.sip.stack;

import dev.partyline.sip.transport.Peer;
import java.util.List;

/**
 * A request to send, in the words of RFC 3261 section 8.1.1. The stack adds Via, Max-Forwards, User-Agent and lengths.
 *
 * @param from the From header's value with its tag; {@code to} likewise
 * @param hop where it goes, already an address
 * @param body a session description, or empty
 */
public record OutgoingRequest(
        String method,
        String uri,
        String from,
        String to,
        String callId,
        long cseq,
        Peer hop,
        List<HeaderField> headers,
        String body) {
    public OutgoingRequest to(Peer next) {
        return new OutgoingRequest(method, uri, from, to, callId, cseq, next, headers, body);
    }
}
