package dev.partyline.media.net;

import com.sun.management.ThreadMXBean;
import dev.partyline.media.BrowserTraffic;
import dev.partyline.media.room.LegFaults;
import dev.partyline.media.room.Rooms;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread, one schedule, the rooms pinned to it: do what was commanded, then tick the rooms, 50 times a second.
 * Nobody else touches what lives on it.
 */
public final class MediaLoop implements AutoCloseable {
    /** Something to be done on the loop. */
    public interface Command {
        void run(long nowNanos);
    }

    private static final int MOST_WAITING = 65_536;
    // So many a tick, that a flood of calls does not make it late.
    private static final int MOST_A_TICK = 256;
    /** So long before a tick some phones are asked what has come: what a packet must be early by to be played in it. */
    private static final long EARLY_NANOS = 4_000_000L;

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_BEGIN = Duration.ofSeconds(5);

    private static final @Nullable ThreadMXBean ALLOCATIONS =
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean counting
                            && counting.isThreadAllocatedMemorySupported()
                    ? counting
                    : null;

    private final Rooms rooms;
    private final LegFaults faults;
    private final CommandQueue commands = new CommandQueue(MOST_WAITING);
    private final TickSchedule schedule = new TickSchedule(System.nanoTime());
    private final RtcpWatch rtcpWatch = new RtcpWatch();
    private final TickWait wait;
    private final Thread thread;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile OptionalInt niceLevel = OptionalInt.empty();
    private volatile boolean closing;
    private volatile @Nullable BrowserPort browserPort;
    private @Nullable BrowserTraffic browsers;

    private MediaLoop(String name, Rooms rooms, LegFaults faults) {
        this.rooms = rooms;
        this.faults = faults;
        wait = new TickWait(faults, () -> runCommands(System.nanoTime(), MOST_A_TICK));
        thread = Thread.ofPlatform().name(name).daemon(false).unstarted(this::run);
    }

    /** Starts a loop with a thread of that name. */
    public static MediaLoop start(String name, Rooms rooms, LegFaults faults) {
        MediaLoop loop = new MediaLoop(name, rooms, faults);
        loop.thread.start();
        return loop;
    }

    /**
     * Has something done at the next tick, after what was commanded before.
     *
     * @return false where it will not be done: the loop is closed, or has far too much to do
     */
    public boolean command(Command command) {
        if (closing || !commands.offer(command)) {
            return false;
        }
        BrowserPort port = browserPort;
        if (port != null) {
            port.wake();
        }
        // The loop may have ended between the two; then nobody takes the command any more.
        return !closing || !commands.remove(command);
    }

    private void run() {
        niceLevel = ThreadPriority.raise();
        begun.countDown();
        while (!closing) {
            if (rooms.hasPhones()) {
                lookEarly(schedule.deadlineNanos());
            }
            wait.until(schedule.deadlineNanos());
            long nowNanos = System.nanoTime();
            int skipped = schedule.tick(nowNanos);
            runCommands(nowNanos, MOST_A_TICK);
            rtcpWatch.look();
            try {
                rooms.tick(nowNanos, skipped);
            } catch (Throwable fault) {
                faults.broke(fault);
            }
            tickBrowsers(nowNanos);
        }
        finish(System.nanoTime());
    }

    private void lookEarly(long tickNanos) {
        wait.until(tickNanos - EARLY_NANOS);
        if (tickNanos - System.nanoTime() < EARLY_NANOS / 2) {
            return;
        }
        try {
            rooms.lookEarly(tickNanos);
        } catch (Throwable fault) {
            faults.broke(fault);
        }
    }

    /** Whatever became of the rooms: who is gone has to be found gone. */
    private void tickBrowsers(long nowNanos) {
        try {
            if (browsers != null) {
                browsers.tick(nowNanos);
            }
        } catch (Throwable fault) {
            faults.broke(fault);
        }
    }

    private void finish(long nowNanos) {
        runCommands(nowNanos, MOST_WAITING);
        BrowserPort port = browserPort;
        try {
            if (browsers != null) {
                browsers.close(nowNanos);
            }
        } catch (Throwable fault) {
            faults.broke(fault);
        } finally {
            rooms.close(nowNanos);
            rtcpWatch.close();
            if (port != null) {
                port.close();
            }
        }
    }

    /**
     * From now on the loop serves these browsers, and owns their port.
     *
     * @return false where the loop is closed; the port then stays the caller's
     */
    public boolean serve(BrowserPort port, BrowserTraffic traffic) {
        return command(nowNanos -> {
            browserPort = port;
            browsers = traffic;
            wait.serve(port, traffic);
        });
    }

    /** Of the phones that live on this loop. */
    public RtcpWatch rtcpWatch() {
        return rtcpWatch;
    }

    private void runCommands(long nowNanos, int most) {
        for (int i = 0; i < most; i++) {
            Command command = commands.poll();
            if (command == null) {
                return;
            }
            try {
                command.run(nowNanos);
            } catch (Throwable fault) {
                faults.broke(fault);
            }
        }
    }

    public long ticks() {
        return schedule.ticks();
    }

    /** Ticks that began more than 5 ms after their deadline. */
    public long lateTicks() {
        return schedule.lateTicks();
    }

    /** Ticks by lateness: a class for each of {@link #latenessBoundsNanos}, and one above them. */
    public long[] ticksByLateness() {
        return schedule.histogram();
    }

    /** The upper ends of the classes of lateness. */
    public static long[] latenessBoundsNanos() {
        return TickSchedule.LATENESS_BOUNDS_NANOS.clone();
    }

    public long worstLatenessNanos() {
        return schedule.worstLatenessNanos();
    }

    /** The sign of life. */
    public long sinceLastTickNanos() {
        return Math.max(0, System.nanoTime() - schedule.lastTickNanos());
    }

    /** Commands refused because too many were waiting. */
    public long refusedCommands() {
        return commands.refused();
    }

    /** Bytes that the thread has allocated since it began; 0 where the JVM does not count, or the loop has ended. */
    public long allocatedBytes() {
        return ALLOCATIONS == null ? 0 : Math.max(0, ALLOCATIONS.getThreadAllocatedBytes(thread.threadId()));
    }

    /** The nice level at which the thread runs; empty where the system does not tell, or the thread does not begin. */
    public OptionalInt niceLevel() {
        try {
            // Empty until then, so there is nothing to do about a wait that was too short.
            boolean _ = begun.await(LONGEST_BEGIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return niceLevel;
    }

    /** The nice level that a loop asks for. */
    public static int wantedNiceLevel() {
        return ThreadPriority.NICE;
    }

    /** Takes no more commands and begins to end; to be closed all the same. */
    public void end() {
        closing = true;
    }

    /** Closes every leg and ends the thread, in two seconds at most. */
    @Override
    public void close() {
        end();
        try {
            if (!thread.join(LONGEST_CLOSE)) {
                faults.broke(new IllegalStateException(thread.getName() + " did not end in " + LONGEST_CLOSE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
