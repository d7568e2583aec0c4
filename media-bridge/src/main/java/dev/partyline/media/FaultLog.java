package dev.partyline.media;

import dev.partyline.media.room.LegFaults;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what broke on a loop, from a thread that may wait for the log; never more than a few at a time. */
final class FaultLog implements LegFaults {
    private static final Logger LOG = LoggerFactory.getLogger(MediaBridge.class);
    private static final int MOST_AT_ONCE = 16;

    private final AtomicInteger writing = new AtomicInteger();

    @Override
    public void broke(Throwable fault) {
        if (writing.incrementAndGet() > MOST_AT_ONCE) {
            writing.decrementAndGet();
            return;
        }
        Thread.startVirtualThread(() -> {
            try {
                LOG.error("A leg broke on its media loop and was closed", fault);
            } finally {
                writing.decrementAndGet();
            }
        });
    }
}
