package dev.partyline.media.net;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Commands on their way to one loop: from any thread, bounded, in order. */
final class CommandQueue {
    private final int bound;
    private final ConcurrentLinkedQueue<MediaLoop.Command> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();

    CommandQueue(int bound) {
        this.bound = bound;
    }

    /** @return false where the queue is full; the command is then counted and gone */
    boolean offer(MediaLoop.Command command) {
        if (size.incrementAndGet() > bound) {
            size.decrementAndGet();
            refused.incrementAndGet();
            return false;
        }
        return waiting.offer(command);
    }

    MediaLoop.@Nullable Command poll() {
        MediaLoop.Command command = waiting.poll();
        if (command != null) {
            size.decrementAndGet();
        }
        return command;
    }

    /** Takes a command back. */
    boolean remove(MediaLoop.Command command) {
        boolean removed = waiting.remove(command);
        if (removed) {
            size.decrementAndGet();
        }
        return removed;
    }

    long refused() {
        return refused.get();
    }
}
