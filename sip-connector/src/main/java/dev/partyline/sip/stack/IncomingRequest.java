package dev.partyline.sip.stack;

import dev.partyline.sip.transport.Counters;
import dev.partyline.sip.transport.Peer;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;

/** A request that came in, with the one way to answer it. Any thread may answer; a final answer counts once. */
public final class IncomingRequest {
    private static final int INTERVAL_TOO_SMALL = 422;

    private final SIPRequest request;
    private final @Nullable ServerTransaction transaction;
    private final Peer source;
    private final Wires wires;
    private final Counters refusals;
    private final String method;
    private final String callId;
    private final @Nullable String fromTag;
    private final @Nullable String toTag;
    private final String branch;
    private final long cseq;
    private @Nullable String localTag;
    private byte @Nullable [] finalBytes;
    private @Nullable Peer replyTo;

    IncomingRequest(
            SIPRequest request, @Nullable ServerTransaction transaction, Peer source, Wires wires, Counters refusals) {
        this.request = request;
        this.transaction = transaction;
        this.source = source;
        this.wires = wires;
        this.refusals = refusals;
        this.method = request.getMethod();
        this.callId = request.getCallId().getCallId();
        this.fromTag = request.getFromTag();
        this.toTag = request.getToTag();
        this.branch = request.getTopmostVia().getBranch();
        this.cseq = ((CSeq) request.getCSeq()).getSeqNumber();
    }

    public String method() {
        return method;
    }

    public String callId() {
        return callId;
    }

    public @Nullable String fromTag() {
        return fromTag;
    }

    public @Nullable String toTag() {
        return toTag;
    }

    /** The topmost Via's branch, which names the client's transaction (RFC 3261 section 8.1.1.7). */
    public String branch() {
        return branch;
    }

    public long cseq() {
        return cseq;
    }

    public Peer source() {
        return source;
    }

    public String uri() {
        return request.getRequestURI().toString();
    }

    /** The value of the first header of this name, compact forms included; null where there is none. */
    public @Nullable String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    public List<String> headers(String name) {
        return HeaderValues.of(request, name);
    }

    /** Whether it has a header of that name that makes no sense by its grammar, and so is not among its headers. */
    public boolean hasUnreadable(String name) {
        return HeaderValues.hasUnreadable(request, name);
    }

    /** The message as it came. */
    public byte[] raw() {
        return request.getApplicationData() instanceof byte[] bytes ? bytes.clone() : new byte[0];
    }

    /** The body as text; empty where there is none. Session descriptions are UTF-8 (RFC 8866 section 5). */
    public String body() {
        byte[] raw = request.getRawContent();
        return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
    }

    /** The tag that our answers' To will carry; set before the first answer above 100. */
    public void localTag(String tag) {
        this.localTag = tag;
    }

    /** Sends a response; false where it could not be sent or a final one was sent before. */
    public synchronized boolean respond(Reply reply) {
        if (finalBytes != null || transaction == null) {
            return false;
        }
        try {
            SIPResponse response = response(request, reply, localTag);
            if (reply.status() >= 200) {
                finalBytes = response.encodeAsBytes(source.protocol().name());
                replyTo = replyTo(request, source);
                if (reply.status() >= 300) {
                    refusals.count(method.toLowerCase(Locale.ROOT) + "-" + reply.status());
                }
            }
            transaction.sendResponse(response);
            return true;
        } catch (SipException | InvalidArgumentException | ParseException | RuntimeException e) {
            wires.drops().count("answer-unsent");
            return false;
        }
    }

    /** Sends the final response once more, as a 2xx is until its ACK comes (RFC 3261 section 13.3.1.4). */
    public synchronized void respondAgain() {
        if (finalBytes == null || replyTo == null) {
            return;
        }
        try {
            wires.transport().send(replyTo, finalBytes);
        } catch (IOException e) {
            wires.drops().count("answer-unsent");
        }
    }

    static SIPResponse response(SIPRequest request, Reply reply, @Nullable String localTag) throws ParseException {
        SIPResponse response = request.createResponse(reply.status());
        if (reply.status() == INTERVAL_TOO_SMALL) {
            // RFC 4028 section 6, which the stack does not know.
            response.setReasonPhrase("Session Interval Too Small");
        }
        if (reply.status() > 100 && request.getToTag() == null && localTag != null) {
            response.setToTag(localTag);
        }
        HeaderLines.add(response, new HeaderField("Server", "Partyline"));
        for (HeaderField field : reply.headers()) {
            HeaderLines.add(response, field);
        }
        if (!reply.body().isEmpty()) {
            HeaderLines.body(response, reply.body());
        }
        return response;
    }

    /** RFC 3261 section 18.2.2 and RFC 3581 section 4: back to where it came from, to the port that it named. */
    static Peer replyTo(SIPRequest request, Peer source) {
        if (source.protocol().isConnection()) {
            return source;
        }
        int port = request.getTopmostVia().getRPort();
        if (port <= 0) {
            port = request.getTopmostVia().getPort();
        }
        return new Peer(
                source.protocol(), new InetSocketAddress(source.address().getAddress(), port <= 0 ? 5060 : port));
    }
}
