package dev.partyline.gateway.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

final class ASlowReaderIsDropped {
    private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();
    private final AtomicLong unread = new AtomicLong();
    private final CountDownLatch reads = new CountDownLatch(1);

    /** A socket whose client reads nothing until it is told to. */
    private final WebSocketSession socket = (WebSocketSession) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {WebSocketSession.class},
            (_, method, arguments) -> switch (method.getName()) {
                case "sendMessage" -> {
                    reads.await();
                    yield null;
                }
                case "close" -> {
                    closed.complete((CloseStatus) arguments[0]);
                    yield null;
                }
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @Test
    void atAMebibyteUnreadAndWhoSendsNeverWaits() throws Exception {
        Outbox outbox = new Outbox(socket, unread);
        String message = "x".repeat(64 * 1024);
        for (int i = 0; i < 16; i++) {
            outbox.send(message);
        }
        assertFalse(closed.isDone());
        outbox.send(message);
        assertEquals(1013, closed.get(30, TimeUnit.SECONDS).getCode());
        outbox.send(message);
        reads.countDown();
    }

    @Test
    void whereAllLeaveTooMuchWhoeverIsSlowIsDroppedSooner() throws Exception {
        Outbox outbox = new Outbox(socket, unread);
        String message = "x".repeat(60 * 1024);
        unread.set(Outbox.MAX_OF_ALL + 1);
        outbox.send(message);
        outbox.send(message);
        assertFalse(closed.isDone(), "it is not slow");
        outbox.send(message);
        assertEquals(1013, closed.get(30, TimeUnit.SECONDS).getCode());
        reads.countDown();
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (unread.get() != Outbox.MAX_OF_ALL + 1 && System.nanoTime() - deadlineNanos < 0) {
            Thread.sleep(10);
        }
        assertEquals(Outbox.MAX_OF_ALL + 1, unread.get(), "all of it is given back");
    }

    @Test
    void aCloseWaitsForWhatWasSaidBefore() throws Exception {
        Outbox outbox = new Outbox(socket, unread);
        outbox.send("removed");
        outbox.closeAfter(new CloseStatus(4001));
        assertFalse(closed.isDone());
        reads.countDown();
        assertEquals(4001, closed.get(30, TimeUnit.SECONDS).getCode());
    }
}
