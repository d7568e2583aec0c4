package dev.partyline.webrtc.sfu;

import java.nio.ByteBuffer;

/** The way to one browser: protects a packet in place, in an array-backed buffer with room behind the limit, and sends it. */
public interface PacketTransport {
    /**
     * @param packet from position to limit; what went out lies between 0 and limit then
     * @return whether it went out
     */
    boolean sendRtp(ByteBuffer packet);

    /**
     * Sends once more what went out before, as it went out.
     *
     * @return whether it went out
     */
    boolean sendAgain(ByteBuffer protectedRtp);

    /** @return whether it went out */
    boolean sendRtcp(ByteBuffer compound);
}
