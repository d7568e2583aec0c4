package dev.partyline.gateway.signal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * What waits to be sent by one socket, in order, by a virtual thread that is there while something waits. Sending never
 * waits; a client that leaves more than {@value #MAX_UNSENT} characters unread is dropped, and one that is slow at all
 * where all together leave more than {@value #MAX_OF_ALL}.
 */
final class Outbox {
    static final int MAX_UNSENT = 1024 * 1024;
    static final long MAX_OF_ALL = 64L * 1024 * 1024;
    /** Whoever leaves no more than this unread is not slow. */
    private static final int USUAL = 64 * 1024;

    private static final CloseStatus TOO_SLOW = new CloseStatus(1013, "too slow to read");

    private final WebSocketSession session;
    private final Queue<String> waiting = new ArrayDeque<>();
    private final AtomicLong ofAll;
    private long unsent;
    private boolean busy;
    private @Nullable CloseStatus closing;

    /** @param ofAll the unread characters of all sockets */
    Outbox(WebSocketSession session, AtomicLong ofAll) {
        this.session = session;
        this.ofAll = ofAll;
    }

    void send(String text) {
        synchronized (waiting) {
            if (closing != null) {
                return;
            }
            if (unsent + text.length() <= MAX_UNSENT && (unsent <= USUAL || ofAll.get() <= MAX_OF_ALL)) {
                count(text.length());
                waiting.add(text);
                startWriter();
                return;
            }
            forget();
            closing = TOO_SLOW;
        }
        // The writer waits for the client; the close does not wait for the writer.
        Thread.ofVirtual().name("slow-socket").start(() -> close(session, TOO_SLOW));
    }

    private void count(int characters) {
        unsent += characters;
        ofAll.addAndGet(characters);
    }

    private void forget() {
        waiting.forEach(text -> count(-text.length()));
        waiting.clear();
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
                transmit(text);
            }
        } catch (IOException | IllegalStateException e) {
            // The client has gone, which the socket's end tells by itself.
            synchronized (waiting) {
                forget();
                closing = CloseStatus.NO_CLOSE_FRAME;
            }
            close(session, CloseStatus.SERVER_ERROR);
        }
    }

    private void transmit(String text) throws IOException {
        try {
            session.sendMessage(new TextMessage(text));
        } finally {
            synchronized (waiting) {
                count(-text.length());
            }
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
