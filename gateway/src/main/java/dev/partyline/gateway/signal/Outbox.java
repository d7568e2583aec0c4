package dev.partyline.gateway.signal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * What waits to be sent by one socket, in order, by a virtual thread that is there while something waits. Sending never
 * waits; a client that leaves more than {@value #MAX_UNSENT} characters unread is dropped.
 */
final class Outbox {
    static final int MAX_UNSENT = 1024 * 1024;
    private static final CloseStatus TOO_SLOW = new CloseStatus(1013, "too slow to read");

    private final WebSocketSession session;
    private final Queue<String> waiting = new ArrayDeque<>();
    private long unsent;
    private boolean busy;
    private @Nullable CloseStatus closing;

    Outbox(WebSocketSession session) {
        this.session = session;
    }

    void send(String text) {
        synchronized (waiting) {
            if (closing != null) {
                return;
            }
            if (unsent + text.length() <= MAX_UNSENT) {
                unsent += text.length();
                waiting.add(text);
                startWriter();
                return;
            }
            waiting.clear();
            closing = TOO_SLOW;
        }
        // The writer waits for the client; the close does not wait for the writer.
        Thread.ofVirtual().name("slow-socket").start(() -> close(session, TOO_SLOW));
    }

    /** Closes when all that waits is sent. */
    void closeAfter(CloseStatus status) {
        synchronized (waiting) {
            if (closing == null) {
                closing = status;
                startWriter();
            }
        }
    }

    private void startWriter() {
        if (!busy) {
            busy = true;
            Thread.ofVirtual().name("socket-writer").start(this::write);
        }
    }

    private void write() {
        try {
            for (String text = next(); text != null; text = next()) {
                session.sendMessage(new TextMessage(text));
                synchronized (waiting) {
                    unsent -= text.length();
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The client has gone, which the socket's end tells by itself.
            synchronized (waiting) {
                waiting.clear();
                closing = CloseStatus.NO_CLOSE_FRAME;
            }
            close(session, CloseStatus.SERVER_ERROR);
        }
    }

    private @Nullable String next() {
        CloseStatus last;
        synchronized (waiting) {
            String text = waiting.poll();
            if (text != null) {
                return text;
            }
            busy = false;
            last = closing;
        }
        if (last != null) {
            close(session, last);
        }
        return null;
    }

    private static void close(WebSocketSession session, CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException | IllegalStateException e) {
            // It is closed already.
            return;
        }
    }
}
