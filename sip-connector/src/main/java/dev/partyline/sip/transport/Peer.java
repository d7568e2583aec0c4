package dev.partyline.sip.transport;

import java.net.InetSocketAddress;

/** The far end of a datagram or connection, as the packets say, not as a header claims. */
public record Peer(Protocol protocol, InetSocketAddress address) {}
