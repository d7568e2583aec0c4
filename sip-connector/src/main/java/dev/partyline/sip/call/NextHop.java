package dev.partyline.sip.call;

import dev.partyline.sip.transport.HostNames;
import dev.partyline.sip.transport.Peer;
import dev.partyline.sip.transport.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a request of ours goes (RFC 3261 section 8.1.2). A connection that is there is used. Else it goes to the first
 * route or the target, as far as that is an address of the trunk: anything else that a Contact may say, such as a private
 * address behind a NAT or a victim's address, is answered where the far end was heard last.
 *
 * @param uri the first route, else the target; null where it can't be read
 * @param heardFrom where the far end's last request in the dialog came from
 * @param ofTrunk whether an address belongs to the trunk
 */
record NextHop(@Nullable SipUri uri, Peer heardFrom, Predicate<InetAddress> ofTrunk) {
    /**
     * May look a name up, for a few seconds.
     *
     * @param connected whether a connection to there is open
     */
    Peer find(Predicate<Peer> connected) throws InterruptedException {
        if (connected.test(heardFrom)) {
            return heardFrom;
        }
        InetAddress address = addressOfTrunk();
        if (uri != null && address != null) {
            return peer(protocol(uri), address);
        }
        // A closed connection's port is nobody's, but a listener is where the URI or the custom says.
        return heardFrom.protocol().isConnection()
                ? peer(heardFrom.protocol(), heardFrom.address().getAddress())
                : heardFrom;
    }

    /** Whatever a Contact asks for, a call that began over TLS stays there. */
    private Protocol protocol(SipUri wanted) {
        return wanted.transport() == null || heardFrom.protocol() == Protocol.TLS
                ? heardFrom.protocol()
                : wanted.transport();
    }

    /** A port that was named for another transport is nobody's. */
    private Peer peer(Protocol protocol, InetAddress address) {
        SipUri asked = uri;
        int port = asked == null || asked.port() < 0 || (asked.transport() != null && asked.transport() != protocol)
                ? protocol.defaultPort()
                : asked.port();
        return new Peer(protocol, new InetSocketAddress(address, port));
    }

    private @Nullable InetAddress addressOfTrunk() throws InterruptedException {
        if (uri == null) {
            return null;
        }
        InetAddress last = heardFrom.address().getAddress();
        try {
            List<InetAddress> found = HostNames.lookUp(uri.host().replaceAll("[\\[\\]]", "")).stream()
                    .filter(ofTrunk)
                    .toList();
            return found.contains(last) ? last : found.stream().findFirst().orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
