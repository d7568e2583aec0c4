package dev.partyline.media.net;

import dev.partyline.media.PortsExhaustedException;
import dev.partyline.media.room.PhoneTransport;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A phone's two sockets. They are bound when the call comes and connected when its far end is known: a connected
 * socket is the source filter, kept by the kernel. Before that nothing is read, and what had come by then is thrown
 * away, so not one byte of a stranger is ever used; and nothing is sent but to the far end that was signalled.
 */
public final class PhonePort implements PhoneTransport {
    // About 150 packets: whole seconds of a stalled loop, and the most that has to be thrown away at a connect.
    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;
    private static final int MOST_WAITING = 1024;
    // Expedited forwarding (RFC 3246, RFC 4594 section 4.1).
    private static final int TRAFFIC_CLASS = 46 << 2;

    private final PortPool pool;
    private final int port;
    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private RtcpWatch watch;
    /** It may not have let go of the socket yet. */
    private @Nullable RtcpWatch watchBefore;

    private final ByteBuffer discarded = ByteBuffer.allocate(16);
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean connected;
    private boolean rtcpWaits;
    private long unreachable;

    private PhonePort(PortPool pool, int port, DatagramChannel rtp, DatagramChannel rtcp, RtcpWatch watch) {
        this.pool = pool;
        this.port = port;
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.watch = watch;
    }

    /**
     * Takes a pair of ports of that local address.
     *
     * @param watch of the loop that is to read them
     */
    public static PhonePort open(PortPool pool, InetAddress localAddress, RtcpWatch watch)
            throws PortsExhaustedException {
        return pool.take(port -> {
            DatagramChannel rtp = bind(localAddress, port);
            try {
                return watched(new PhonePort(pool, port, rtp, bind(localAddress, port + 1), watch));
            } catch (IOException | RuntimeException e) {
                rtp.close();
                throw e;
            }
        });
    }

    private static PhonePort watched(PhonePort port) throws IOException {
        try {
            port.watch.watch(port.rtcp, port);
            return port;
        } catch (IOException | RuntimeException e) {
            port.rtcp.close();
            throw e;
        }
    }

    /** Another loop reads it from now on; on the thread of the one that has read it. What waits is found by that one. */
    public void handTo(RtcpWatch other) throws IOException {
        watch.leave(rtcp);
        other.watch(rtcp, this);
        watchBefore = watch;
        watch = other;
    }

    private static DatagramChannel bind(InetAddress localAddress, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                localAddress instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.IP_TOS, TRAFFIC_CLASS);
            channel.bind(new InetSocketAddress(localAddress, port));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The even port of RTP. */
    public int rtpPort() {
        return port;
    }

    @Override
    public boolean connect(InetSocketAddress remoteRtp, InetSocketAddress remoteRtcp) {
        connected = false;
        for (int attempt = 0; attempt < 2 && !connected; attempt++) {
            disconnect();
            try {
                connect(rtp, remoteRtp);
                connect(rtcp, remoteRtcp);
                connected = true;
            } catch (PortUnreachableException e) {
                // Of the address before this one, and told only once.
                unreachable++;
            } catch (IOException | RuntimeException e) {
                break;
            }
        }
        if (!connected) {
            disconnect();
        }
        return connected;
    }

    /** The kernel keeps what came before the connect, from whomever; after it only the far end's is added. */
    private void connect(DatagramChannel channel, InetSocketAddress remote) throws IOException {
        channel.connect(remote);
        for (int i = 0; i < MOST_WAITING; i++) {
            discarded.clear();
            // Not read(): to that an empty datagram and none at all are the same.
            if (channel.receive(discarded) == null) {
                return;
            }
        }
    }

    @Override
    public void disconnect() {
        connected = false;
        disconnect(rtp);
        disconnect(rtcp);
    }

    private void disconnect(DatagramChannel channel) {
        try {
            channel.disconnect();
        } catch (IOException e) {
            unreachable++;
        }
    }

    @Override
    public int receiveRtp(ByteBuffer into) {
        return connected ? read(rtp, into) : -1;
    }

    /** There is something to read on the port of RTCP, or an error to hear of. */
    void rtcpHasCome() {
        rtcpWaits = true;
    }

    @Override
    public int receiveRtcp(ByteBuffer into) {
        if (!connected || !rtcpWaits) {
            return -1;
        }
        int bytes = read(rtcp, into);
        rtcpWaits = bytes > 0;
        return bytes;
    }

    private int read(DatagramChannel channel, ByteBuffer into) {
        try {
            int bytes = channel.read(into);
            return bytes > 0 ? bytes : -1;
        } catch (PortUnreachableException e) {
            // An ICMP error of an earlier send, told now; datagrams may wait behind it until the next tick.
            unreachable++;
            return -1;
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public boolean sendRtp(ByteBuffer datagram) {
        return connected && send(rtp, datagram);
    }

    @Override
    public boolean sendRtcp(ByteBuffer datagram) {
        return connected && send(rtcp, datagram);
    }

    private boolean send(DatagramChannel channel, ByteBuffer datagram) {
        try {
            return channel.write(datagram) > 0;
        } catch (PortUnreachableException e) {
            unreachable++;
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** ICMP errors told by the kernel: nobody listens where the far end said it would. */
    long unreachable() {
        return unreachable;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        connected = false;
        try (rtp;
                rtcp) {
            disconnect();
        } catch (IOException e) {
            unreachable++;
        } finally {
            RtcpWatch before = watchBefore;
            if (before == null) {
                watch.letGo(this::giveBack);
            } else {
                before.letGo(() -> watch.letGo(this::giveBack));
            }
        }
    }

    private void giveBack() {
        pool.giveBack(port);
    }
}
