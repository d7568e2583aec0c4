package dev.partyline.media.net;

import dev.partyline.media.BrowserTraffic;
import dev.partyline.media.room.LegFaults;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The UDP port of one loop's browsers, all of them. It takes datagrams from anybody, so whoever reads them has to know
 * whom to trust; it belongs to the loop's thread, but for the counters and {@link #wake}.
 */
// An ordinal is an index of this run, never stored or sent.
@SuppressWarnings("EnumOrdinal")
public final class BrowserPort implements AutoCloseable {
    /** Longer than anything that a browser sends: they keep to 1,200 bytes of payload. */
    static final int LONGEST_DATAGRAM = 2048;

    // Behind each datagram, for what its reader may add in place.
    private static final int SPARE = 256;
    // Then the tick's deadline is looked at again.
    static final int MOST_AT_ONCE = 64;
    // A second of video of a few browsers; the kernel gives what it allows.
    private static final int KERNEL_BUFFER_BYTES = 4 << 20;

    private enum Counted {
        RECEIVED,
        OVERSIZED,
        SENT,
        UNSENT,
        RECEIVE_ERRORS
    }

    private final DatagramChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final InetSocketAddress local;
    private final ByteBuffer in = ByteBuffer.allocate(LONGEST_DATAGRAM + SPARE);
    // A channel would copy what lies in an array to such a buffer all the same, but look for one each time.
    private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST_DATAGRAM + SPARE);
    private final AtomicLongArray counters = new AtomicLongArray(Counted.values().length);

    private BrowserPort(DatagramChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        key = channel.register(selector, SelectionKey.OP_READ);
        local = (InetSocketAddress) channel.getLocalAddress();
    }

    /** @throws IOException where the port can't be had; the message names it */
    public static BrowserPort bind(InetAddress address, int port) throws IOException {
        Selector selector = Selector.open();
        try {
            DatagramChannel channel = DatagramChannel.open(
                    address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
            try {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER_BYTES);
                channel.setOption(StandardSocketOptions.SO_SNDBUF, KERNEL_BUFFER_BYTES);
                channel.bind(new InetSocketAddress(address, port));
                return new BrowserPort(channel, selector);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            selector.close();
            throw new IOException("UDP " + address.getHostAddress() + " port " + port + ": " + e.getMessage(), e);
        }
    }

    public InetSocketAddress localAddress() {
        return local;
    }

    /** Waits so long for a datagram, or for {@link #wake}, on the loop's thread. */
    void await(long millis) {
        try {
            selector.select(ready -> {}, millis);
        } catch (IOException e) {
            count(Counted.RECEIVE_ERRORS);
        }
    }

    /** Ends the wait; from any thread. */
    public void wake() {
        selector.wakeup();
    }

    /**
     * Hands over what has come, {@value #MOST_AT_ONCE} datagrams at most.
     *
     * @return how many came
     */
    int read(BrowserTraffic traffic, LegFaults faults, long nowNanos) {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            InetSocketAddress from = receive();
            if (from == null) {
                return i;
            }
            in.flip();
            if (in.limit() == LONGEST_DATAGRAM) {
                count(Counted.OVERSIZED);
                continue;
            }
            count(Counted.RECEIVED);
            try {
                traffic.received(in, from, nowNanos);
            } catch (Throwable fault) {
                faults.broke(fault);
            }
        }
        return MOST_AT_ONCE;
    }

    private @Nullable InetSocketAddress receive() {
        in.clear().limit(LONGEST_DATAGRAM);
        try {
            return (InetSocketAddress) channel.receive(in);
        } catch (IOException e) {
            count(Counted.RECEIVE_ERRORS);
            return null;
        }
    }

    /** @return false where the kernel would not take it: its buffer is full, or there is no way to that address */
    public boolean send(ByteBuffer datagram, InetSocketAddress to) {
        try {
            if (channel.send(out.clear().put(datagram).flip(), to) > 0) {
                count(Counted.SENT);
                return true;
            }
        } catch (IOException | RuntimeException unreachable) {
            // Counted below, like a full buffer: an address that passed its check may be gone, or be none at all.
        }
        count(Counted.UNSENT);
        return false;
    }

    private void count(Counted counted) {
        int index = counted.ordinal();
        counters.setOpaque(index, counters.getPlain(index) + 1);
    }

    public long received() {
        return counters.getOpaque(Counted.RECEIVED.ordinal());
    }

    /** Datagrams longer than any browser's. */
    public long oversized() {
        return counters.getOpaque(Counted.OVERSIZED.ordinal());
    }

    public long sent() {
        return counters.getOpaque(Counted.SENT.ordinal());
    }

    /** Datagrams that the kernel would not take. */
    public long unsent() {
        return counters.getOpaque(Counted.UNSENT.ordinal());
    }

    @Override
    public void close() {
        key.cancel();
        try (channel;
                selector) {
            selector.wakeup();
        } catch (IOException e) {
            count(Counted.RECEIVE_ERRORS);
        }
    }
}
