package dev.partyline.webrtc.ice;

import java.net.InetSocketAddress;

/**
 * Whether an address may become an agent's, asked when a check of somebody who knows its password came from there. A
 * source address is easily forged: while it is another agent's and {@link IceLite#holds held} by it, it stays that one's.
 */
public interface AddressClaim {
    boolean mayTake(InetSocketAddress address, long nowNanos);
}
