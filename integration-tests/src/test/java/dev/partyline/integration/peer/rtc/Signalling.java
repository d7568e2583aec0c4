package dev.partyline.integration.peer.rtc;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.json.Json;

/** One WebSocket to the bridge, as docs/signalling.md describes it. */
public final class Signalling implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Json JSON = new Json();
    private static final long PING_SECONDS = 3;
    private static final ScheduledExecutorService PINGS = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pings").factory());
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<Map<String, Object>> messages = new LinkedBlockingQueue<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private final Future<?> pings;

    public Signalling(String httpUrl) {
        URI uri = URI.create(httpUrl.replaceFirst("^http", "ws") + "/ws");
        socket = HTTP.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(uri, new Listener())
                .join();
        // A socket that says nothing for ten seconds is closed.
        pings = PINGS.scheduleAtFixedRate(this::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void ping() {
        if (!socket.isOutputClosed()) {
            socket.sendText("{\"type\":\"ping\"}", true).join();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                seen.add(whole);
                messages.add(JSON.toType(whole, Json.MAP_TYPE));
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    public Signalling send(Map<String, Object> message) {
        return sendText(JSON.toJson(message));
    }

    /** Whatever it is. */
    public synchronized Signalling sendText(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** The next message of this type; others before it are thrown away. */
    public Map<String, Object> await(String... types) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Map<String, Object> message =
                    messages.poll(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (message == null) {
                String end = closed.isDone() ? ", and the socket was closed: " + closed : "";
                throw new AssertionError("no " + List.of(types) + " came, but " + seen + end);
            }
            if (List.of(types).contains(message.get("type"))) {
                return message;
            }
        }
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** The status that the bridge closed the socket with. */
    public int awaitClose() throws Exception {
        return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        pings.cancel(false);
        socket.abort();
    }
}
