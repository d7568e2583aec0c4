package dev.partyline.media.net;

import dev.partyline.media.BrowserTraffic;
import dev.partyline.media.room.LegFaults;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a loop spends the time up to its next tick. Phones are read at the tick, so without browsers there is nothing to
 * do but to wait; browsers are served as their datagrams come. Where those come close together they are gathered for half a
 * millisecond: with a hundred browsers, a sixth of the loop's time went to falling asleep and waking up for each.
 */
final class TickWait {
    private static final long NANOS_A_MILLI = 1_000_000L;
    // A selector counts in whole milliseconds and may come back a little late.
    private static final long SELECTOR_SLACK_NANOS = 1_200_000L;
    private static final long GATHER_NANOS = 500_000L;

    private final LegFaults faults;
    private final Runnable commands;
    private @Nullable BrowserPort port;
    private @Nullable BrowserTraffic traffic;
    private boolean gathering;

    /** @param commands runs what was commanded; called between datagrams too, so that nobody's handshake waits */
    TickWait(LegFaults faults, Runnable commands) {
        this.faults = faults;
        this.commands = commands;
    }

    /** From now on these browsers are served. */
    void serve(BrowserPort port, BrowserTraffic traffic) {
        this.port = port;
        this.traffic = traffic;
    }

    /** Returns at the deadline or a little after it. */
    void until(long deadlineNanos) {
        BrowserPort browsers = port;
        BrowserTraffic served = traffic;
        long nanos = deadlineNanos - System.nanoTime();
        while (nanos > 0) {
            if (browsers == null || served == null) {
                LockSupport.parkNanos(this, nanos);
            } else {
                serve(browsers, served, nanos);
            }
            nanos = deadlineNanos - System.nanoTime();
        }
        if (browsers != null && served != null) {
            // What came in the last millisecond belongs to this tick.
            browsers.read(served, faults, System.nanoTime());
        }
    }

    private void serve(BrowserPort browsers, BrowserTraffic served, long nanos) {
        int came = browsers.read(served, faults, System.nanoTime());
        if (came == BrowserPort.MOST_AT_ONCE) {
            return;
        }
        commands.run();
        // Two at once begin it, nobody at all ends it: one that comes alone is not kept waiting.
        gathering = came > (gathering ? 0 : 1);
        if (gathering || nanos <= SELECTOR_SLACK_NANOS) {
            LockSupport.parkNanos(this, Math.min(nanos, GATHER_NANOS));
        } else {
            browsers.await(Math.max(1, (nanos - SELECTOR_SLACK_NANOS) / NANOS_A_MILLI));
        }
    }
}
