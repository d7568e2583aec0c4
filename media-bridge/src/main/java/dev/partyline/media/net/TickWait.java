package dev.partyline.media.net;

import java.util.concurrent.locks.LockSupport;

/**
 * How a loop spends the time up to its next tick. Phones are read at the tick, so there is nothing to do but to wait;
 * a port that is read event by event is driven from here until the deadline.
 */
final class TickWait {
    /** Returns at the deadline or a little after it. */
    void until(long deadlineNanos) {
        long nanos = deadlineNanos - System.nanoTime();
        while (nanos > 0) {
            LockSupport.parkNanos(this, nanos);
            nanos = deadlineNanos - System.nanoTime();
        }
    }
}
