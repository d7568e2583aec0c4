package dev.partyline.sip.stack;

import dev.partyline.sip.transport.Counters;
import dev.partyline.sip.transport.Protocol;
import dev.partyline.sip.transport.SipTransport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a channel of the stack needs to reach the network, and the processors that the stack has made of it. */
record Wires(SipTransport transport, Counters drops, Map<Protocol, NettyProcessor> processors) {
    Wires(SipTransport transport, Counters drops) {
        this(transport, drops, new ConcurrentHashMap<>());
    }
}
