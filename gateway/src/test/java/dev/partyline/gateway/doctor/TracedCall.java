package dev.partyline.gateway.doctor;

import dev.partyline.sip.trace.TracedMessage;
import dev.partyline.sip.transport.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The messages of a call as a test writes them down, a tenth of a second between them. */
final class TracedCall {
    static final InetSocketAddress NEAR = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.1"), 5060);

    private final InetSocketAddress far;
    private int cseq = 1;
    private final List<TracedMessage> messages = new ArrayList<>();

    TracedCall(String far) {
        this.far = new InetSocketAddress(InetAddress.ofLiteral(far), 5060);
    }

    static String sdp(String address, int port, String formats) {
        return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP " + formats + "\r\na=rtpmap:101 telephone-event/8000\r\na=rtpmap:107 opus/48000/2\r\n";
    }

    TracedCall came(String startLine, String method, String body) {
        return add(true, startLine, method, body);
    }

    TracedCall went(String startLine, String method, String body) {
        return add(false, startLine, method, body);
    }

    /** From now on, messages have the next number. */
    TracedCall next() {
        cseq++;
        return this;
    }

    TracedCall cameInParts(String startLine, String description) {
        return add(
                true,
                startLine,
                "INVITE",
                "--x\r\nContent-Type: application/sdp\r\n\r\n" + description + "\r\n--x--\r\n",
                "multipart/mixed;boundary=x");
    }

    private TracedCall add(boolean received, String startLine, String method, String body) {
        return add(received, startLine, method, body, "application/sdp");
    }

    private TracedCall add(boolean received, String startLine, String method, String body, String type) {
        String text = startLine + "\r\nCSeq: " + cseq + " " + method
                + "\r\nContact: <sip:198.51.100.1:5060>\r\nContent-Type: " + type + "\r\n\r\n" + body;
        Instant at = Instant.ofEpochSecond(1_800_000_000L).plusMillis(100L * messages.size());
        messages.add(new TracedMessage(at, received, Protocol.UDP, NEAR, far, text));
        return this;
    }

    List<TracedMessage> messages() {
        return List.copyOf(messages);
    }
}
