package dev.partyline.sip.call;

import dev.partyline.sip.stack.HeaderField;
import dev.partyline.sip.stack.IncomingRequest;
import dev.partyline.sip.stack.OutgoingRequest;
import dev.partyline.sip.transport.Peer;
import dev.partyline.sip.transport.Protocol;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A dialog in which we were called: tags, sequence numbers, target and route set (RFC 3261 section 12). */
final class Dialogue {
    private final String callId;
    private final String localTag;
    private final String remoteTag;
    private final String local;
    private final String remote;
    private final List<String> routes;
    private final Predicate<InetAddress> ofTrunk;
    private final boolean secure;
    /** Read by whoever sends, too. */
    private volatile Peer heardFrom;

    private volatile SipUri target;
    private long localCseq = 1;
    private long remoteCseq;

    /** RFC 3261 section 12.1.1; the Contact has been checked before. */
    Dialogue(IncomingRequest invite, String localTag, SipUri target, Predicate<InetAddress> ofTrunk) {
        this.callId = invite.callId();
        this.localTag = localTag;
        String tag = invite.fromTag();
        this.remoteTag = tag == null ? "" : tag;
        String to = invite.header("To");
        String from = invite.header("From");
        this.local = (to == null ? "" : to) + ";tag=" + localTag;
        this.remote = from == null ? "" : from;
        this.routes = List.copyOf(invite.headers("Record-Route"));
        this.heardFrom = invite.source();
        this.secure = invite.source().protocol() == Protocol.TLS;
        this.target = target;
        this.remoteCseq = invite.cseq();
        this.ofTrunk = ofTrunk;
    }

    String callId() {
        return callId;
    }

    String localTag() {
        return localTag;
    }

    /** A call that began over TLS stays there: its keys are in its descriptions, and nobody else may end it. */
    boolean matches(IncomingRequest request) {
        boolean asSecure = !secure || request.source().protocol() == Protocol.TLS;
        return asSecure && localTag.equals(request.toTag()) && remoteTag.equals(request.fromTag());
    }

    /** RFC 3261 section 12.2.2: a request with a lower number than the last one is out of order. */
    boolean inOrder(IncomingRequest request) {
        if (request.cseq() <= remoteCseq) {
            return false;
        }
        remoteCseq = request.cseq();
        return true;
    }

    /** The far end may come by another connection, or from another port of its NAT, at any time. */
    void heard(IncomingRequest request) {
        if (ofTrunk.test(request.source().address().getAddress())) {
            heardFrom = request.source();
        }
    }

    /** RFC 3261 section 12.2: the Contact of a re-INVITE or UPDATE, or of the 2xx to ours, may move the target. */
    void retarget(@Nullable String contactHeader) {
        SipUri contact = SipUri.ofHeader(contactHeader);
        if (contact != null) {
            target = contact;
        }
    }

    OutgoingRequest request(String method, List<HeaderField> headers, String body) {
        return request(method, localCseq++, headers, body);
    }

    OutgoingRequest ack(long cseq) {
        return request("ACK", cseq, List.of(), "");
    }

    /** RFC 3261 section 12.2.1.1: a first route without {@code lr} wants to be the Request-URI, and the target last. */
    private OutgoingRequest request(String method, long cseq, List<HeaderField> headers, String body) {
        SipUri first = routes.isEmpty() ? null : SipUri.ofHeader(routes.getFirst());
        boolean strict = first != null && !first.looseRouter();
        List<String> route = new ArrayList<>(strict ? routes.subList(1, routes.size()) : routes);
        if (strict) {
            route.add("<" + target.text() + ">");
        }
        List<HeaderField> all = new ArrayList<>();
        route.forEach(uri -> all.add(new HeaderField("Route", uri)));
        all.addAll(headers);
        String uri = first != null && strict ? first.text() : target.text();
        return new OutgoingRequest(method, uri, local, remote, callId, cseq, heardFrom, all, body);
    }

    /** Where a request of ours goes now. */
    NextHop nextHop() {
        return new NextHop(routes.isEmpty() ? target : SipUri.ofHeader(routes.getFirst()), heardFrom, ofTrunk);
    }
}
