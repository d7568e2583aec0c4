package dev.partyline.integration.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Somebody who found a call's media port and sends a well-formed tone to it from elsewhere. */
public final class RtpStranger implements AutoCloseable {
    private final RtpEndpoint endpoint;

    public RtpStranger(String address, InetSocketAddress victim, double hertz) {
        endpoint = new RtpEndpoint(InetAddress.ofLiteral(address), Codec.PCMU);
        endpoint.say(Sound.tone(hertz, Participant.TONE_DBFS));
        endpoint.send(victim, Codec.PCMU, RtpEndpoint.EVENT_PAYLOAD_TYPE);
    }

    public int packetsReceived() {
        return endpoint.ear().packets();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
