package dev.partyline.sip.trace;

import dev.partyline.sip.transport.Protocol;
import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * A SIP message of a call, as it came or went.
 *
 * @param received whether it came
 * @param near our address, as others see it
 * @param text headers and body, without secrets; cut where it was longer than what is kept
 */
public record TracedMessage(
        Instant at, boolean received, Protocol protocol, InetSocketAddress near, InetSocketAddress far, String text) {
    /** Such as {@code INVITE sip:3000@192.0.2.1 SIP/2.0}. */
    public String startLine() {
        return text.lines().findFirst().orElse("");
    }

    /** What follows the headers; empty where there is nothing. */
    public String body() {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? "" : text.substring(end + 4);
    }
}
