package dev.partyline.sip.trace;

import dev.partyline.sip.sdp.SdpBody;
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

    /** The value of the first header of that name or short name; empty where there is none. */
    public String header(String name, String compact) {
        for (String line : text.split("\r\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            String found = colon < 0 ? "" : line.substring(0, colon).strip();
            if (found.equalsIgnoreCase(name) || found.equalsIgnoreCase(compact)) {
                return line.substring(colon + 1).strip();
            }
        }
        return "";
    }

    /** Its session description, be it the whole body or a part of it; empty where there is none. */
    public String description() {
        String description = SdpBody.of(header("Content-Type", "c"), body());
        return description == null ? "" : description;
    }

    /** What follows the headers; empty where there is nothing. */
    public String body() {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? "" : text.substring(end + 4);
    }
}
