package dev.partyline.sip.stack;

import dev.partyline.sip.transport.Peer;
import dev.partyline.sip.transport.Protocol;
import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/** The stack's idea of a listening socket. Ours listens already, so starting and stopping do nothing. */
final class NettyProcessor extends MessageProcessor {
    private final Wires wires;
    private final Protocol protocol;

    NettyProcessor(Wires wires, SIPTransactionStack stack, InetAddress address, int port, String transport) {
        super(address, port, transport, stack);
        this.wires = wires;
        this.protocol = Protocol.valueOf(transport.toUpperCase(Locale.ROOT));
    }

    Wires wires() {
        return wires;
    }

    Protocol protocol() {
        return protocol;
    }

    NettyChannel channel(Peer peer) {
        return new NettyChannel(this, peer);
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return sipStack;
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        return createMessageChannel(
                InetAddress.ofLiteral(target.getHost().getHostname().replaceAll("[\\[\\]]", "")), target.getPort());
    }

    /** The connection, where it needs one, is there when this returns, so that the first send can't find it missing. */
    @Override
    public MessageChannel createMessageChannel(InetAddress target, int port) throws IOException {
        Peer peer = new Peer(protocol, new InetSocketAddress(target, port));
        wires.transport().connect(peer);
        return channel(peer);
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public int getDefaultTargetPort() {
        return protocol.defaultPort();
    }

    @Override
    public boolean isSecure() {
        return protocol == Protocol.TLS;
    }

    @Override
    public int getMaximumMessageSize() {
        return 64 * 1024;
    }

    @Override
    public boolean inUse() {
        return false;
    }
}
