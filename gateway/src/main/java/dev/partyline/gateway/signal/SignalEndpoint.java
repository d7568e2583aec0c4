package dev.partyline.gateway.signal;

import dev.partyline.gateway.roster.Audience.Ending;
import dev.partyline.gateway.roster.BrowserLeg;
import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.gateway.source.SourceLimits;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** The sockets: as many as the settings and a source's share allow, closed when they fall silent or the bridge ends. */
@Component
public final class SignalEndpoint extends TextWebSocketHandler implements SmartLifecycle {
    static final String SOURCE = "partyline.source";
    static final String BASE = "partyline.base";
    private static final Logger LOG = LoggerFactory.getLogger(SignalEndpoint.class);
    private static final CloseStatus TOO_MANY = new CloseStatus(1013, "too many sockets");
    private static final long LONGEST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FAREWELL_MILLIS = 500;

    private final Entrance entrance;
    private final SourceLimits sources;
    private final Map<String, Conversation> bySession = new ConcurrentHashMap<>();
    private final AtomicLong unread = new AtomicLong();
    private @Nullable ScheduledExecutorService clock;

    SignalEndpoint(Entrance entrance) {
        this.entrance = entrance;
        sources = entrance.sources();
    }

    public int sockets() {
        return bySession.size();
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        Visitor visitor = visitor(session);
        if (!sources.openSocket(visitor.source())) {
            session.close(TOO_MANY);
            return;
        }
        Outbox outbox = new Outbox(session, unread);
        bySession.put(session.getId(), new Conversation(visitor, outbox, entrance, System.nanoTime()));
    }

    /** So that a socket's buffer need not hold the longest message. */
    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        Conversation conversation = bySession.get(session.getId());
        if (conversation != null) {
            conversation.heard(message.getPayload(), message.isLast(), System.nanoTime());
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        // A lost network is nobody's fault, and the close that follows says it all.
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Conversation conversation = bySession.remove(session.getId());
        if (conversation != null) {
            sources.closeSocket(visitor(session).source());
            conversation.lost();
        }
    }

    private static Visitor visitor(WebSocketSession session) {
        return new Visitor(
                session.getAttributes().get(SOURCE) instanceof SourceBlocks source ? source : SourceBlocks.of(""),
                session.getAttributes().get(BASE) instanceof String base ? base : "");
    }

    private void closeSilent() {
        long nowNanos = System.nanoTime();
        for (Conversation conversation : bySession.values()) {
            try {
                if (nowNanos - conversation.heardNanos() > LONGEST_SILENCE_NANOS) {
                    conversation.fellSilent();
                }
            } catch (RuntimeException | Error e) {
                // A clock whose task throws stands still, and there would be ghosts for ever.
                LOG.error("A silent socket was not closed", e);
            }
        }
    }

    @Override
    public synchronized void start() {
        if (clock == null) {
            clock = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("sockets").daemon().factory());
            var _ = clock.scheduleAtFixedRate(this::closeSilent, 1, 1, TimeUnit.SECONDS);
        }
    }

    /** Before the web server stops: everybody is told, and comes back to the next start by himself. */
    @Override
    public synchronized void stop() {
        if (clock == null) {
            return;
        }
        clock.shutdownNow();
        clock = null;
        for (BrowserLeg leg : entrance.browsers().all()) {
            entrance.browsers().end(leg, new Ending.Shutdown());
        }
        bySession.values().forEach(conversation -> conversation.close(Conversation.RESTART));
        try {
            long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLIS);
            while (!bySession.isEmpty() && System.nanoTime() - deadlineNanos < 0) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clock != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
