package dev.partyline.integration.peer.rtc;

import dev.partyline.integration.peer.Recording;
import dev.partyline.media.codec.OpusDecoder;
import dev.partyline.media.codec.OpusEncoder;
import dev.partyline.media.codec.OpusLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A leg by WHIP or WHEP (RFC 9725, draft-ietf-wish-whep): HTTP, and a thread that serves its transport, says a tone where
 * it may and keeps what it heard last.
 */
public final class WhipClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern UFRAG = Pattern.compile("a=ice-ufrag:(\\S+)");
    private static final Pattern PASSWORD = Pattern.compile("a=ice-pwd:(\\S+)");
    private static final int RATE = 48_000;
    private static final int FRAME = 960;
    private static final long FRAME_NANOS = 20_000_000;
    private static final int KEPT_FRAMES = 50;

    private final String base;
    private final String location;
    private final RtcTransport transport;
    private final OpusEncoder encoder;
    private final OpusDecoder decoder;
    private final double hertz;
    private final double dbfs;
    private final Deque<short[]> heard = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean running = true;
    private final AtomicInteger packets = new AtomicInteger();
    private volatile String fault = "";

    private WhipClient(String base, String path, RtcOffer offer, double hertz, double dbfs, String... headers)
            throws InterruptedException {
        this.base = base;
        this.hertz = hertz;
        this.dbfs = dbfs;
        OpusLibrary opus = OpusLibrary.load();
        encoder = opus.encoder(32_000, 5);
        decoder = opus.decoder();
        transport = new RtcTransport(InetAddress.ofLiteral("127.0.0.1"), new Ear());
        HttpResponse<String> answer = request(
                "POST",
                base + path,
                "application/sdp",
                offer.sdp(transport.ufrag, transport.password, RtcTransport.fingerprint()),
                headers);
        if (answer.statusCode() != 201) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        location = answer.headers().firstValue("Location").orElseThrow();
        try {
            transport.connect(RtcAnswer.parse(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name("whip").daemon().start(this::serve);
    }

    /** Sends a tone and hears nothing. */
    public static WhipClient send(String base, String channel, double hertz, double dbfs, String... headers)
            throws InterruptedException {
        return new WhipClient(base, "/whip/" + channel, new RtcOffer(true, false, 0, 0), hertz, dbfs, headers);
    }

    /** Hears the mixed bus. */
    public static WhipClient receive(String base, String channel, String... headers) throws InterruptedException {
        return new WhipClient(base, "/whep/" + channel, new RtcOffer(false, false, 1, 1), 0, -120, headers);
    }

    public static HttpResponse<String> request(String method, String url, String type, String body, String... headers)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return base + location;
    }

    /** Asks for an ICE restart by PATCH and goes on with the new credentials. */
    public HttpResponse<String> restartIce(String ufrag, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer = request(
                "PATCH",
                url(),
                "application/trickle-ice-sdpfrag",
                "a=ice-ufrag:" + ufrag + "\r\na=ice-pwd:" + password + "\r\n",
                "If-Match",
                "*");
        if (answer.statusCode() == 200) {
            synchronized (transport) {
                transport.restartIce(ufrag, first(UFRAG, answer.body()), first(PASSWORD, answer.body()));
            }
        }
        return answer;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    /** Checks answered since the last restart. */
    public int checksAnswered() {
        synchronized (transport) {
            return transport.successes();
        }
    }

    public int packets() {
        return packets.get();
    }

    public String fault() {
        return fault;
    }

    /** The last second of packets. */
    public Recording heard() {
        synchronized (heard) {
            short[] samples = new short[heard.size() * FRAME];
            int position = 0;
            for (short[] frame : heard) {
                System.arraycopy(frame, 0, samples, position, FRAME);
                position += FRAME;
            }
            return new Recording(samples, RATE);
        }
    }

    private final class Ear implements RtcTransport.Listener {
        @Override
        public void rtp(ByteBuffer packet) {
            int start = packet.position();
            int payload = start + 12 + 4 * (packet.get(start) & 15);
            if ((packet.get(start) & 16) != 0) {
                payload += 4 + 4 * (packet.getShort(payload + 2) & 0xffff);
            }
            if ((packet.get(start + 1) & 127) != RtcOffer.OPUS || payload >= packet.limit()) {
                return;
            }
            byte[] bytes = new byte[packet.limit() - payload];
            packet.get(payload, bytes);
            short[] frame = new short[FRAME];
            if (decoder.decode(bytes, bytes.length, frame) != FRAME) {
                return;
            }
            packets.incrementAndGet();
            synchronized (heard) {
                heard.add(frame);
                if (heard.size() > KEPT_FRAMES) {
                    heard.remove();
                }
            }
        }

        @Override
        public void rtcp(ByteBuffer packet) {}
    }

    private void serve() {
        OpusMicrophone microphone = new OpusMicrophone(transport);
        byte[] opus = new byte[1_275];
        short[] frame = new short[FRAME];
        long beganNanos = System.nanoTime();
        try {
            for (int i = 0; running; i++) {
                long waitNanos = beganNanos + i * FRAME_NANOS - System.nanoTime();
                if (waitNanos > 0) {
                    LockSupport.parkNanos(waitNanos);
                }
                synchronized (transport) {
                    transport.receive();
                    transport.keepAlive(System.nanoTime());
                    if (hertz > 0 && transport.isConnected()) {
                        fill(frame, i);
                        int length = encoder.encode(frame, opus);
                        microphone.say(opus, length, (int) Math.round(-dbfs));
                    } else if (hertz == 0) {
                        var _ = transport.isConnected();
                    }
                }
            }
        } catch (IOException | AssertionError e) {
            fault = e.toString();
        }
    }

    private void fill(short[] frame, int index) {
        double amplitude = 32767 * Math.pow(10, dbfs / 20);
        for (int i = 0; i < FRAME; i++) {
            frame[i] =
                    (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * ((long) index * FRAME + i) / RATE));
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transport.close();
        encoder.close();
        decoder.close();
    }
}
