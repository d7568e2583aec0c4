package dev.partyline.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * UDP and TCP on one address and port. Messages of known sources come out whole, in order for each Call-ID, on virtual
 * threads; bytes for a peer go in.
 */
public final class SipTransport implements AutoCloseable {
    private static final int CONNECT_MILLIS = 3000;
    private static final int PORT_ATTEMPTS = 50;
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    /** Where messages go: on the line of their Call-ID. */
    public interface Receiver {
        void receive(Peer peer, byte[] message);
    }

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final TcpConnections connections = new TcpConnections();
    private final InetAddress bindAddress;
    private final @Nullable InetAddress advertisedAddress;
    private final Counters drops;
    private final LongSupplier clock;
    private final SourceGate gate;
    private final SerialQueues queues;
    private final Channel udp;
    private final Channel tcp;
    private volatile Receiver receiver = (peer, message) -> {};

    /**
     * Binds.
     *
     * @param port 0 for any port that is free for both
     * @param advertisedAddress what headers and descriptions say instead of the bound address; null for that itself
     * @param known whether an address belongs to a trunk
     */
    public SipTransport(
            InetAddress bindAddress,
            int port,
            @Nullable InetAddress advertisedAddress,
            Predicate<InetAddress> known,
            Counters drops,
            LongSupplier clock)
            throws IOException {
        this.bindAddress = bindAddress;
        this.advertisedAddress = advertisedAddress;
        this.drops = drops;
        this.clock = clock;
        this.gate = new SourceGate(known, drops, clock.getAsLong());
        this.queues = new SerialQueues(drops);
        Channel[] bound;
        try {
            bound = bind(port);
        } catch (IOException e) {
            close(queues, loops);
            throw e;
        }
        this.udp = bound[0];
        this.tcp = bound[1];
    }

    /** Whether this source may begin one more transaction: one forged address shall not use up the stack's table. */
    public boolean mayBegin(InetAddress source) {
        return gate.mayBegin(source, clock.getAsLong());
    }

    /** Begins to deliver what comes. */
    public void receive(Receiver into) {
        this.receiver = into;
    }

    public int port() {
        return ((InetSocketAddress) udp.localAddress()).getPort();
    }

    /** The address that packets to {@code remote} leave from. */
    public InetAddress localAddressToward(InetAddress remote) throws IOException {
        if (!bindAddress.isAnyLocalAddress()) {
            return bindAddress;
        }
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(remote, 5060);
            return probe.getLocalAddress();
        }
    }

    /** The address that {@code remote} shall see in headers and session descriptions. */
    public InetAddress addressShownTo(InetAddress remote) throws IOException {
        return advertisedAddress != null ? advertisedAddress : localAddressToward(remote);
    }

    /** Whether there is a connection to what this names; never for UDP. */
    public boolean connected(Peer peer) {
        return peer.protocol() == Protocol.TCP && connections.find(peer.address()) != null;
    }

    /** Sees to a connection for what is sent next; blocks, for three seconds at most. Nothing to do for UDP. */
    public void connect(Peer peer) throws IOException {
        if (peer.protocol() == Protocol.UDP || connected(peer)) {
            return;
        }
        ChannelFuture connecting = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
                .handler(connectionHandler(true))
                .connect(peer.address(), new InetSocketAddress(bindAddress, 0));
        if (!connecting.awaitUninterruptibly(CONNECT_MILLIS + 500L) || !connecting.isSuccess()) {
            connecting.channel().close().awaitUninterruptibly(100);
            throw new IOException("no TCP connection to " + peer.address());
        }
        // The handler hears of the connection, and enters it, after we do: wait for what the loop does next.
        connecting.channel().eventLoop().submit(() -> {}).awaitUninterruptibly(CONNECT_MILLIS);
    }

    /**
     * Tells when the connection to this peer closes, or is closed; never for UDP. It is told behind what had come by then
     * for the same Call-ID: the answer may have been the last word. The return value takes that back.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    public Runnable whenClosed(Peer peer, String callId, Runnable told) {
        if (peer.protocol() == Protocol.UDP) {
            return () -> {};
        }
        Channel channel = connections.find(peer.address());
        if (channel == null) {
            queues.submit(callId, told);
            return () -> {};
        }
        ChannelFutureListener listener = closed -> queues.submit(callId, told);
        channel.closeFuture().addListener(listener);
        return () -> channel.closeFuture().removeListener(listener);
    }

    /** Sends over the bound socket or the open connection; never blocks. What is lost, its transaction finds missing. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void send(Peer peer, byte[] message) throws IOException {
        switch (peer.protocol()) {
            case UDP -> {
                if (!udp.isWritable()) {
                    drops.count("udp-send-full");
                    return;
                }
                udp.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), peer.address()));
            }
            case TCP -> {
                Channel channel = connections.find(peer.address());
                if (channel == null) {
                    throw new IOException("the TCP connection to " + peer.address() + " is closed");
                }
                channel.writeAndFlush(Unpooled.wrappedBuffer(message));
            }
        }
    }

    @Override
    public void close() {
        udp.close().awaitUninterruptibly(1000);
        tcp.close().awaitUninterruptibly(1000);
        close(queues, loops);
    }

    private static void close(SerialQueues queues, MultiThreadIoEventLoopGroup loops) {
        queues.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
    }

    private void deliver(Peer peer, SipFramer.Framed.Message message) {
        Object key = message.callId() == null ? peer : message.callId();
        queues.submit(key, () -> receiver.receive(peer, message.bytes()));
    }

    private ChannelInitializer<Channel> connectionHandler(boolean outbound) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(new TcpHandler(connections, gate, drops, clock, SipTransport.this::deliver, outbound));
            }
        };
    }

    private Channel[] bind(int port) throws IOException {
        for (int attempt = 1; ; attempt++) {
            ChannelFuture udpBound = new Bootstrap()
                    .group(loops)
                    .channel(NioDatagramChannel.class)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(65_535))
                    .option(ChannelOption.SO_RCVBUF, 1 << 20)
                    .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1 << 20, 4 << 20))
                    .handler(new UdpHandler(gate, drops, clock, this::deliver))
                    .bind(bindAddress, port)
                    .awaitUninterruptibly();
            if (!udpBound.isSuccess()) {
                throw cannotBind("UDP", port, udpBound.cause());
            }
            int chosen = ((InetSocketAddress) udpBound.channel().localAddress()).getPort();
            ChannelFuture tcpBound = new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
                    .childHandler(connectionHandler(false))
                    .bind(bindAddress, chosen)
                    .awaitUninterruptibly();
            if (tcpBound.isSuccess()) {
                return new Channel[] {udpBound.channel(), tcpBound.channel()};
            }
            udpBound.channel().close().awaitUninterruptibly();
            if (port != 0 || attempt == PORT_ATTEMPTS) {
                throw cannotBind("TCP", chosen, tcpBound.cause());
            }
        }
    }

    private IOException cannotBind(String what, int port, Throwable cause) {
        BindException failure = new BindException("SIP can't listen on " + what + " " + bindAddress.getHostAddress()
                + ":" + port + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }
}
