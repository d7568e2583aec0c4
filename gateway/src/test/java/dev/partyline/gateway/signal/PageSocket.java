package dev.partyline.gateway.signal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page's end of the signalling, by the JDK's own client. */
final class PageSocket implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE_SECONDS = 30;

    private final HttpClient client = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private PageSocket(int port, String... headers) {
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), this)
                .join();
    }

    static PageSocket open(int port, String... headers) {
        return new PageSocket(port, headers);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            heard.add(partial.toString());
            received.add(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    PageSocket say(String json) {
        socket.sendText(json.replace('\'', '"'), true).join();
        return this;
    }

    PageSocket join(String channel, String name, String more) {
        return say("{'type':'join','channel':'" + channel + "','name':'" + name + "','offer':'v=0'" + more + "}");
    }

    /** The next message of this type; others before it are passed over. */
    JsonNode next(String type) {
        return next(type, _ -> true);
    }

    JsonNode next(String type, Predicate<JsonNode> wanted) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                JsonNode message = received.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (message == null) {
                    throw new AssertionError("no " + type + " came");
                }
                if (message.get("type").stringValue().equals(type) && wanted.test(message)) {
                    return message;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Joins once more; whether that was refused as too soon. */
    boolean heardJoinRefused(String channel) {
        join(channel, "again", "");
        while (true) {
            JsonNode message = next();
            switch (message.get("type").stringValue()) {
                case "joined" -> {
                    return false;
                }
                case "refused" -> {
                    return message.get("reason").stringValue().equals("busy");
                }
                default -> {}
            }
        }
    }

    private JsonNode next() {
        try {
            JsonNode message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Everything that came, as it came. */
    List<String> heard() {
        return heard;
    }

    String refused() {
        return next("refused").get("reason").stringValue();
    }

    int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** As a killed tab: no close frame. */
    void kill() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }
}
