package dev.partyline.media.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Knows which of a loop's phones have sent RTCP, by one system call a tick for all of them: reports come every five
 * seconds, and to ask each port each time would cost as much as the packet that does come.
 */
public final class RtcpWatch implements AutoCloseable {
    private final Selector selector;
    private final Queue<Runnable> lettingGo = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private long errors;

    RtcpWatch() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("the system has no selector to give", e);
        }
    }

    /** From now on {@link #look} tells this port what comes for its channel; until that is closed. From any thread. */
    void watch(DatagramChannel rtcp, PhonePort port) throws IOException {
        rtcp.register(selector, SelectionKey.OP_READ, port);
    }

    /** Another watch takes the channel over. From the thread that looks. */
    void leave(DatagramChannel rtcp) {
        SelectionKey key = rtcp.keyFor(selector);
        if (key != null) {
            key.cancel();
        }
    }

    /**
     * A channel that is watched was closed: its socket is, too, when the selector has let go of it, with the next look.
     *
     * @param whenClosed done then, on whatever thread that is
     */
    void letGo(Runnable whenClosed) {
        lettingGo.add(whenClosed);
        if (closed) {
            tellClosed(Integer.MAX_VALUE);
        }
    }

    /** @param most as many as were there before the look: those that came after it have to wait for the next */
    private void tellClosed(int most) {
        for (int i = 0; i < most; i++) {
            Runnable whenClosed = lettingGo.poll();
            if (whenClosed == null) {
                return;
            }
            whenClosed.run();
        }
    }

    /** Tells the ports for which something has come. */
    void look() {
        int closedBefore = lettingGo.isEmpty() ? 0 : lettingGo.size();
        try {
            selector.selectNow(ready -> ((PhonePort) ready.attachment()).rtcpHasCome());
        } catch (IOException e) {
            errors++;
        }
        tellClosed(closedBefore);
    }

    long errors() {
        return errors;
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            errors++;
        } finally {
            closed = true;
            tellClosed(Integer.MAX_VALUE);
        }
    }
}
