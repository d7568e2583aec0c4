package dev.partyline.media.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * Knows which of a loop's phones have sent RTCP, by one system call a tick for all of them: reports come every five
 * seconds, and to ask each port each time would cost as much as the packet that does come.
 */
public final class RtcpWatch implements AutoCloseable {
    private final Selector selector;
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

    /** Tells the ports for which something has come. */
    void look() {
        try {
            selector.selectNow(ready -> ((PhonePort) ready.attachment()).rtcpHasCome());
        } catch (IOException e) {
            errors++;
        }
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
        }
    }
}
