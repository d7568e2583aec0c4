package dev.partyline.integration.peer.rtc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A participant without a browser: signalling and transport. */
public final class RtcClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
        return join(httpUrl, channel, name, offer, listener, Map.of());
    }

    /** Comes back as somebody who was there, by his secret. */
    public static RtcClient resume(
            String httpUrl, String channel, String name, String resume, RtcOffer offer, RtcTransport.Listener listener)
            throws InterruptedException {
        return join(httpUrl, channel, name, offer, listener, Map.of("resume", resume));
    }

    /** @param more what the message that joins says besides, or otherwise */
    public static RtcClient join(
            String httpUrl,
            String channel,
            String name,
            RtcOffer offer,
            RtcTransport.Listener listener,
            Map<String, Object> more)
            throws InterruptedException {
        Signalling signalling = new Signalling(httpUrl);
        RtcTransport transport = new RtcTransport(InetAddress.ofLiteral("127.0.0.1"), listener);
        signalling.send(message(
                channel, name, offer.sdp(transport.ufrag, transport.password, RtcTransport.fingerprint()), more));
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

    /** What joins. */
    public static Map<String, Object> message(String channel, String name, String sdp, Map<String, Object> more) {
        Map<String, Object> message = new HashMap<>(Map.of(
                "type",
                "join",
                "channel",
                channel,
                "name",
                name,
                "offer",
                sdp,
                "mode",
                "forwarded",
                "muted",
                false,
                "camera",
                sdp.contains("a=ssrc:" + RtcOffer.VIDEO_SSRC)));
        message.putAll(more);
        return message;
    }

    /** Takes what comes and asks for consent, for so long. */
    public void serve(long millis) throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() - untilNanos < 0) {
            transport.receive();
            transport.keepAlive(System.nanoTime());
            Thread.sleep(1);
        }
    }

    /** Whether media may flow, which is waited for. */
    public void awaitConnected() throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!transport.isConnected()) {
            serve(20);
            if (System.nanoTime() - deadlineNanos >= 0) {
                throw new AssertionError("no media within " + PATIENCE);
            }
        }
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

    /** By which this one comes back. */
    public String secret() {
        return String.valueOf(joined.get("resume"));
    }

    @Override
    public void close() {
        transport.close();
        signalling.close();
    }
}
