package dev.partyline.sip.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work in order for one key, side by side for different ones: so many lines, each with a bounded queue and a virtual
 * thread. Whatever a task throws, its line goes on.
 */
final class SerialQueues implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SerialQueues.class);
    private static final int LINES = 32;
    private static final int WAITING_PER_LINE = 256;

    private final List<BlockingQueue<Runnable>> lines = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Counters drops;

    SerialQueues(Counters drops) {
        this.drops = drops;
        for (int i = 0; i < LINES; i++) {
            BlockingQueue<Runnable> line = new ArrayBlockingQueue<>(WAITING_PER_LINE);
            lines.add(line);
            threads.add(Thread.ofVirtual().name("sip-in-" + i).start(() -> run(line)));
        }
    }

    void submit(Object key, Runnable task) {
        if (!lines.get(Math.floorMod(key.hashCode(), LINES)).offer(task)) {
            drops.count("queue-full");
        }
    }

    private void run(BlockingQueue<Runnable> line) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                line.take().run();
            } catch (InterruptedException e) {
                return;
            } catch (Throwable t) {
                drops.count("fault-" + t.getClass().getSimpleName());
                LOG.debug("A message could not be handled", t);
            }
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
