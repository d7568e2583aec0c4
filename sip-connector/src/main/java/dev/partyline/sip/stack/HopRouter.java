package dev.partyline.sip.stack;

import dev.partyline.sip.transport.Peer;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Collections;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/** Requests go to the address that was chosen for them when they were made; the stack looks nothing up. */
public final class HopRouter implements Router {
    /** The stack makes its router by this constructor. */
    public HopRouter(SipStack stack, @Nullable String outboundProxy) {}

    record AddressHop(Peer peer) implements Hop {
        @Override
        public String getHost() {
            return peer.address().getAddress().getHostAddress();
        }

        @Override
        public int getPort() {
            return peer.address().getPort();
        }

        @Override
        public String getTransport() {
            return peer.protocol().token();
        }

        @Override
        public String toString() {
            return getHost() + ":" + getPort() + "/" + getTransport();
        }
    }

    @Override
    public @Nullable Hop getOutboundProxy() {
        return null;
    }

    @Override
    @SuppressWarnings("deprecation")
    public ListIterator<Hop> getNextHops(Request request) {
        return Collections.<Hop>emptyList().listIterator();
    }

    @Override
    public Hop getNextHop(Request request) throws SipException {
        if (((SIPMessage) request).getApplicationData() instanceof Hop hop) {
            return hop;
        }
        throw new SipException("a request without a hop");
    }
}
