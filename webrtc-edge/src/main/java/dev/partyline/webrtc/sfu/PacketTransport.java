package dev.partyline.webrtc.sfu;

import java.nio.ByteBuffer;

/** The way to one browser: protects a packet in place, in an array-backed buffer with room behind the limit, and sends it. */
public interface PacketTransport {
    /** @return whether it went out */
    boolean sendRtp(ByteBuffer packet);

    /** @return whether it went out */
    boolean sendRtcp(ByteBuffer compound);
}
