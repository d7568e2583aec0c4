package dev.partyline.sip.stack;

import dev.partyline.sip.transport.Peer;
import dev.partyline.sip.transport.SipTransport;
import dev.partyline.sip.transport.SipUris;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.HexFormat;

/** Writes a request of ours as it stands on the wire, and lets the stack read it. */
final class RequestText {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestText() {}

    static SIPMessage parsed(OutgoingRequest request, SipTransport transport, SIPTransactionStack stack)
            throws IOException {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        byte[] random = new byte[12];
        RANDOM.nextBytes(random);
        Peer hop = request.hop();
        InetAddress shown = transport.addressShownTo(hop.address().getAddress());
        StringBuilder text = new StringBuilder(512)
                .append(request.method() + " " + request.uri() + " SIP/2.0\r\n")
                .append("Via: SIP/2.0/" + hop.protocol().name() + " " + SipUris.host(shown) + ":"
                        + transport.port(hop.protocol()))
                .append(";branch=z9hG4bK" + HexFormat.of().formatHex(random) + ";rport\r\n")
                .append("Max-Forwards: 70\r\n")
                .append("From: " + request.from() + "\r\nTo: " + request.to() + "\r\n")
                .append("Call-ID: " + request.callId() + "\r\n")
                .append("CSeq: " + request.cseq() + " " + request.method() + "\r\n")
                .append("User-Agent: Partyline\r\n");
        for (HeaderField field : request.headers()) {
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        if (body.length > 0) {
            text.append("Content-Type: application/sdp\r\n");
        }
        text.append("Content-Length: ").append(body.length).append("\r\n\r\n").append(request.body());
        try {
            SIPMessage message = stack.getMessageParserFactory()
                    .createMessageParser(stack)
                    .parseSIPMessage(
                            text.toString().getBytes(StandardCharsets.UTF_8), true, true, (failure, m, c, h, t) -> {
                                throw failure;
                            });
            if (message == null) {
                throw new IOException("an empty request");
            }
            return message;
        } catch (ParseException e) {
            throw new IOException("not a legal request: " + e.getMessage(), e);
        }
    }
}
