package dev.partyline.media;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** What becomes of a loop's browsers, given by whoever speaks their protocols. Called on the loop's thread alone. */
public interface BrowserTraffic {
    /**
     * A datagram came to the loop's browser port.
     *
     * @param datagram from position to limit, array-backed, the receiver's until it returns, with room behind the limit
     * @param from never to be trusted: nothing is kept for an address that has not passed its check
     */
    void received(ByteBuffer datagram, InetSocketAddress from, long nowNanos);

    /** Once a tick, after the rooms: for everything that has a deadline. */
    void tick(long nowNanos);

    /** The loop ends. */
    void close(long nowNanos);
}
