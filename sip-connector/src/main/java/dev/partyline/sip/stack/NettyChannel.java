package dev.partyline.sip.stack;

import dev.partyline.sip.transport.Peer;
import dev.partyline.sip.transport.Protocol;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Set;

/** The stack's idea of a way to one peer. It holds no socket: the transport knows which one belongs to the peer. */
final class NettyChannel extends MessageChannel implements RawMessageChannel, ParseExceptionListener {
    /** Headers without which a message means nothing; any other one that fails to parse is as good as absent. */
    private static final Set<Class<?>> VITAL = Set.of(
            From.class,
            To.class,
            CSeq.class,
            Via.class,
            CallID.class,
            ContentLength.class,
            RequestLine.class,
            StatusLine.class);

    private final NettyProcessor processor;
    private final Peer peer;

    NettyChannel(NettyProcessor processor, Peer peer) {
        this.processor = processor;
        this.messageProcessor = processor;
        this.peer = peer;
    }

    Peer peer() {
        return peer;
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        processor.wires().transport().send(peer, message.encodeAsBytes(getTransport()));
    }

    /** A datagram may go to another port than its request came from (RFC 3261 18.2.2); a connection is a connection. */
    @Override
    protected void sendMessage(byte[] message, InetAddress address, int port, boolean reconnect) throws IOException {
        Peer to = peer.protocol().isConnection() ? peer : new Peer(Protocol.UDP, new InetSocketAddress(address, port));
        processor.wires().transport().send(to, message);
    }

    /** The stack would hand a message addressed to itself straight over; we have nothing to say to ourselves. */
    @Override
    public void processMessage(SIPMessage message) {
        processor.wires().drops().count("to-ourselves");
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void handleException(
            ParseException failure, SIPMessage message, Class headerClass, String header, String text)
            throws ParseException {
        if (headerClass == null || VITAL.contains(headerClass)) {
            throw failure;
        }
        message.addUnparsed(header);
    }

    @Override
    public void close() {}

    @Override
    public SIPTransactionStack getSIPStack() {
        return processor.getSIPStack();
    }

    @Override
    public String getTransport() {
        return peer.protocol().name();
    }

    @Override
    public boolean isReliable() {
        return peer.protocol().isConnection();
    }

    @Override
    public boolean isSecure() {
        return peer.protocol() == Protocol.TLS;
    }

    @Override
    public String getPeerAddress() {
        return peer.address().getAddress().getHostAddress();
    }

    @Override
    protected InetAddress getPeerInetAddress() {
        return peer.address().getAddress();
    }

    @Override
    protected String getPeerProtocol() {
        return peer.protocol().name();
    }

    @Override
    public int getPeerPort() {
        return peer.address().getPort();
    }

    @Override
    public int getPeerPacketSourcePort() {
        return peer.address().getPort();
    }

    @Override
    public InetAddress getPeerPacketSourceAddress() {
        return peer.address().getAddress();
    }

    @Override
    public String getKey() {
        return getKey(peer.address().getAddress(), peer.address().getPort(), getTransport());
    }

    @Override
    public String getViaHost() {
        return processor.getIpAddress().getHostAddress();
    }

    @Override
    public int getViaPort() {
        return processor.getPort();
    }

    @Override
    public MessageProcessor getMessageProcessor() {
        return processor;
    }
}
