package dev.partyline.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.codec.OpusLibrary;
import dev.partyline.media.prompt.PromptLibrary;
import dev.partyline.media.room.Rooms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ALoopEndsInBoundedTime {
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();

    private MediaLoop start() {
        return MediaLoop.start(
                "media-loop-test",
                new Rooms(PromptLibrary.shipped().waitingMusic(), OpusLibrary.load(), faults::add),
                faults::add);
    }

    @Test
    void andDoesWhatItWasToldInOrderUntilThen() throws InterruptedException {
        MediaLoop loop = start();
        List<Integer> done = new ArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        for (int i = 0; i < 1000; i++) {
            int number = i;
            assertTrue(loop.command(nowNanos -> done.add(number)));
        }
        assertTrue(loop.command(nowNanos -> {
            throw new IllegalStateException("a command that throws");
        }));
        assertTrue(loop.command(nowNanos -> last.countDown()));
        assertTrue(last.await(30, TimeUnit.SECONDS));
        assertEquals(1000, done.size());
        assertEquals(999, done.getLast());
        assertEquals(1, faults.size());
        long began = System.nanoTime();
        loop.close();
        assertTrue(System.nanoTime() - began < 20_000_000_000L);
        assertFalse(loop.command(nowNanos -> done.clear()));
        assertEquals(1000, done.size());
        assertTrue(loop.ticks() > 0);
    }

    @Test
    void theQueueIsBoundedAndSaysSo() {
        CommandQueue queue = new CommandQueue(3);
        for (int i = 0; i < 5; i++) {
            assertEquals(i < 3, queue.offer(nowNanos -> {}));
        }
        assertEquals(2, queue.refused());
        queue.poll();
        assertTrue(queue.offer(nowNanos -> {}));
    }
}
