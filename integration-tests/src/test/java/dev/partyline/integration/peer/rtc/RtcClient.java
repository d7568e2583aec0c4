package dev.partyline.integration.peer.rtc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** A participant without a browser: signalling and transport. */
public final class RtcClient implements AutoCloseable {
    private final Signalling signalling;
    private final RtcTransport transport;
    private final Map<String, Object> joined;

    private RtcClient(Signalling signalling, RtcTransport transport, Map<String, Object> joined) {
        this.signalling = signalling;
        this.transport = transport;
        this.joined = joined;
    }

    /** Joins and begins to connect; {@link RtcTransport#receive} does the rest. */
    public static RtcClient join(
            String httpUrl, String channel, String name, RtcOffer offer, RtcTransport.Listener listener)
            throws InterruptedException {
        Signalling signalling = new Signalling(httpUrl);
        RtcTransport transport = new RtcTransport(InetAddress.ofLiteral("127.0.0.1"), listener);
        signalling.send(new HashMap<>(Map.of(
                "type",
                "join",
                "channel",
                channel,
                "name",
                name,
                "offer",
                offer.sdp(transport.ufrag, transport.password, RtcTransport.fingerprint()),
                "mode",
                "forwarded",
                "muted",
                false,
                "camera",
                offer.camera())));
        Map<String, Object> reply = signalling.await("joined", "refused");
        if (!"joined".equals(reply.get("type"))) {
            throw new AssertionError(name + " was refused: " + reply);
        }
        try {
            transport.connect(RtcAnswer.parse(String.valueOf(reply.get("answer"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RtcClient(signalling, transport, reply);
    }

    public Signalling signalling() {
        return signalling;
    }

    public RtcTransport transport() {
        return transport;
    }

    public String id() {
        return String.valueOf(joined.get("participant"));
    }

    @Override
    public void close() {
        transport.close();
        signalling.close();
    }
}
