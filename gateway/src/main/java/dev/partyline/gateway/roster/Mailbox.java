package dev.partyline.gateway.roster;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing after the other on a virtual thread that is there while there is something to do. Posting never waits. */
public final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final String name;
    private final int capacity;
    private final Queue<Task> waiting = new ArrayDeque<>();
    private boolean busy;

    /** May take its time; what it throws is logged. */
    @FunctionalInterface
    public interface Task {
        void run() throws InterruptedException;
    }

    public Mailbox(String name, int capacity) {
        this.name = name;
        this.capacity = capacity;
    }

    /** False where far too much waits already; the task is then dropped. */
    public boolean post(Task task) {
        synchronized (waiting) {
            if (waiting.size() >= capacity) {
                return false;
            }
            waiting.add(task);
            if (!busy) {
                busy = true;
                Thread.ofVirtual().name(name).start(this::work);
            }
            return true;
        }
    }

    private void work() {
        for (Task task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                // Whatever it was, what comes after it is still to be done, such as leaving.
                LOG.error("{} failed at something", name, e);
            }
        }
    }

    private @Nullable Task next() {
        synchronized (waiting) {
            Task task = waiting.poll();
            busy = task != null;
            return task;
        }
    }
}
