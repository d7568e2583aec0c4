package dev.partyline.sip.stack;

import dev.partyline.sip.transport.Counters;
import dev.partyline.sip.transport.Peer;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.io.IOException;
import java.text.ParseException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From bytes to a transaction: parse, check, admit, and only then let the stack allocate. What does not parse is
 * counted and gets no answer, since an answer would tell a forged source's victim about us.
 */
final class MessageIntake {
    static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, INFO";
    private static final Set<String> METHODS = Set.of("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "UPDATE", "INFO");
    private static final int MAX_TRANSACTIONS = 20_000;
    private static final String COOKIE = "z9hg4bk";

    private final SIPTransactionStack stack;
    private final Wires wires;
    private final Counters refusals;

    MessageIntake(SIPTransactionStack stack, Wires wires, Counters refusals) {
        this.stack = stack;
        this.wires = wires;
        this.refusals = refusals;
    }

    void take(NettyChannel channel, byte[] bytes) throws IOException {
        SIPMessage message = parse(channel, bytes);
        if (message == null) {
            return;
        }
        Peer peer = channel.peer();
        message.setRemoteAddress(peer.address().getAddress());
        message.setRemotePort(peer.address().getPort());
        message.setLocalAddress(channel.getMessageProcessor().getIpAddress());
        message.setLocalPort(channel.getPort());
        message.setPeerPacketSourceAddress(peer.address().getAddress());
        message.setPeerPacketSourcePort(peer.address().getPort());
        if (message instanceof SIPRequest request) {
            request(channel, request, bytes);
        } else if (message instanceof SIPResponse response) {
            response(channel, response);
        }
    }

    private @Nullable SIPMessage parse(NettyChannel channel, byte[] bytes) {
        SIPMessage message;
        try {
            MessageParser parser = stack.getMessageParserFactory().createMessageParser(stack);
            message = parser.parseSIPMessage(bytes, true, false, channel);
        } catch (ParseException e) {
            wires.drops().count("unparsable");
            return null;
        }
        if (message == null
                || message.getFrom() == null
                || message.getTo() == null
                || message.getCallId() == null
                || message.getCSeq() == null
                || message.getTopmostVia() == null) {
            wires.drops().count("header-missing");
            return null;
        }
        return message;
    }

    private void request(NettyChannel channel, SIPRequest request, byte[] bytes) throws IOException {
        Via via = request.getTopmostVia();
        String branch = via.getBranch();
        // RFC 2543 branches need a search through all transactions, and nothing of this century sends them.
        if (branch == null || !branch.toLowerCase(Locale.ROOT).startsWith(COOKIE) || request.getFromTag() == null) {
            wires.drops().count("before-rfc3261");
            return;
        }
        if (!via.getTransport().equalsIgnoreCase(channel.getTransport())
                || !request.getMethod().equals(request.getCSeq().getMethod())
                || !"SIP/2.0".equals(request.getRequestLine().getSipVersion())) {
            wires.drops().count("contradicts-itself");
            return;
        }
        stampVia(via, channel.peer());
        if (!METHODS.contains(request.getMethod())) {
            refuse(channel, request, Reply.of(405).with("Allow", ALLOW));
        } else if (!request.getMethod().equals("ACK")
                && (transactions() >= MAX_TRANSACTIONS
                        || !wires.transport().mayBegin(channel.peer().address().getAddress()))) {
            refuse(channel, request, Reply.of(503).with("Retry-After", "5"));
        } else {
            // As it came: what the stack writes is another text.
            request.setApplicationData(bytes);
            ServerRequestInterface server = stack.newSIPServerRequest(request, channel);
            if (server == null) {
                return;
            }
            try {
                server.processRequest(request, channel);
            } finally {
                if (server instanceof SIPServerTransaction transaction && !transaction.passToListener()) {
                    ((SIPTransaction) transaction).releaseSem();
                }
            }
        }
    }

    private void response(NettyChannel channel, SIPResponse response) {
        try {
            response.checkHeaders();
        } catch (ParseException e) {
            wires.drops().count("header-missing");
            return;
        }
        ServerResponseInterface client = stack.newSIPServerResponse(response, channel);
        if (client == null) {
            wires.drops().count("stray-response");
            return;
        }
        try {
            if (client instanceof SIPClientTransaction transaction && !transaction.checkFromTag(response)) {
                wires.drops().count("stray-response");
                return;
            }
            client.processResponse(response, channel);
        } finally {
            if (client instanceof SIPTransaction transaction && !transaction.passToListener()) {
                transaction.releaseSem();
            }
        }
    }

    int transactions() {
        return stack.getServerTransactionTableSize() + stack.getClientTransactionTableSize();
    }

    /** RFC 3261 18.2.1, RFC 3581 section 4; and {@code maddr} goes, or our answer would go where the sender likes. */
    private static void stampVia(Via via, Peer peer) {
        try {
            via.removeParameter("maddr");
            via.setParameter(Via.RECEIVED, peer.address().getAddress().getHostAddress());
            if (via.hasParameter(Via.RPORT)) {
                via.setParameter(Via.RPORT, Integer.toString(peer.address().getPort()));
            }
        } catch (ParseException e) {
            throw new IllegalStateException("an address that is no parameter", e);
        }
    }

    /** A final response without a transaction behind it: a retransmission is refused again, at no cost in between. */
    private void refuse(NettyChannel channel, SIPRequest request, Reply reply) throws IOException {
        if (request.getMethod().equals("ACK")) {
            return;
        }
        refusals.count("stateless-" + reply.status());
        try {
            SIPResponse response = IncomingRequest.response(
                    request,
                    reply,
                    Integer.toHexString(request.getTopmostVia().getBranch().hashCode()));
            wires.transport()
                    .send(
                            IncomingRequest.replyTo(request, channel.peer()),
                            response.encodeAsBytes(channel.peer().protocol().name()));
        } catch (ParseException e) {
            wires.drops().count("answer-unsent");
        }
    }
}
