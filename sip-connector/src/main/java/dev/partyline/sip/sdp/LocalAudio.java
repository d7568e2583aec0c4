package dev.partyline.sip.sdp;

import java.net.InetAddress;

/**
 * Our side of a call's audio.
 *
 * @param address where we receive, as the far end shall see it
 * @param port our RTP port; RTCP is the next one
 * @param sessionId the same for the whole call
 * @param version one more for each description that we send in it ({@link #next})
 * @param encryption whether keys are spoken of
 */
public record LocalAudio(InetAddress address, int port, long sessionId, long version, Encryption encryption) {
    /** In the clear. */
    public LocalAudio(InetAddress address, int port, long sessionId, long version) {
        this(address, port, sessionId, version, Encryption.NONE);
    }

    public LocalAudio {
        if (port < 1 || port > 65534 || sessionId < 0 || version < 0) {
            throw new IllegalArgumentException("our own audio needs a port, and ids of 0 or more");
        }
    }

    /** The same for the next description that changes something. */
    public LocalAudio next() {
        return new LocalAudio(address, port, sessionId, version + 1, encryption);
    }

    /** The same with other keys or another profile. */
    public LocalAudio encrypted(Encryption other) {
        return new LocalAudio(address, port, sessionId, version, other);
    }
}
