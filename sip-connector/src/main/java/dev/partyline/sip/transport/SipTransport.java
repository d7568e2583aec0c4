package dev.partyline.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * UDP and TCP on one address and port, and TLS on another port of it. Messages of known sources come out whole, in order for each Call-ID, on virtual
 * threads; bytes for a peer go in.
 */
public final class SipTransport implements AutoCloseable {
    private static final int CONNECT_MILLIS = 3000;

    /** Where messages go: on the line of their Call-ID. */
    public interface Receiver {
        void receive(Peer peer, byte[] message);
    }

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Connections connections = new Connections();
    private final InetAddress bindAddress;
    private final @Nullable InetAddress advertisedAddress;
    private final Counters drops;
    private final LongSupplier clock;
    private final SourceGate gate;
    private final SerialQueues queues;
    private final TlsContexts tls;
    private final int tlsPort;
    private final Listeners listeners;
    private volatile Receiver receiver = (peer, message) -> {};
    private volatile @Nullable MessageWatch watch;

    /**
     * Binds.
     *
     * @param port 0 for any port that is free for both
     * @param advertisedAddress what headers and descriptions say instead of the bound address; null for that itself
     * @param tls where keys and trust of TLS come from
     * @param tlsPort where TLS listens, if it does; 0 for any port that is free
     * @param known whether an address belongs to a trunk
     */
    public SipTransport(
            InetAddress bindAddress,
            int port,
            @Nullable InetAddress advertisedAddress,
            TlsContexts tls,
            int tlsPort,
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
        this.tls = tls;
        try {
            this.listeners = new Listeners(
                    loops,
                    bindAddress,
                    new UdpHandler(gate, drops, clock, this::deliver),
                    handlers(Protocol.TCP, null, false),
                    tls.ours() == null ? null : handlers(Protocol.TLS, null, false),
                    port,
                    tlsPort);
        } catch (IOException e) {
            close(queues, loops);
            throw e;
        }
        // Where nothing listens, it is only what headers say; answers come over the connection that we made.
        this.tlsPort = listeners.tlsPort() > 0 ? listeners.tlsPort() : Protocol.TLS.defaultPort();
    }

    /** Lets somebody see what comes and goes. */
    public void watch(MessageWatch by) {
        watch = by;
    }

    /** Whether this source may begin one more transaction: one forged address shall not use up the stack's table. */
    public boolean mayBegin(InetAddress source) {
        return gate.mayBegin(source, clock.getAsLong());
    }

    /** Begins to deliver what comes. */
    public void receive(Receiver into) {
        this.receiver = into;
    }

    /** The port that headers name for it. */
    public int port(Protocol protocol) {
        return protocol == Protocol.TLS ? tlsPort : listeners.port();
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
        return peer.protocol().isConnection() && connections.find(peer) != null;
    }

    /** Sees to a connection for what is sent next; blocks, for eight seconds at most. Nothing to do for UDP. */
    public void connect(Peer peer) throws IOException {
        connect(peer, () -> tls.server(peer.address()));
    }

    /**
     * The same, but where it is TLS, over a connection that we made to a server of that name: none that he made is taken for
     * it, now or later.
     */
    public void connectTo(Peer peer, TlsContexts.Server server) throws IOException {
        connections.onlyOurs(peer);
        connect(peer, () -> server);
    }

    private void connect(Peer peer, Supplier<TlsContexts.Server> server) throws IOException {
        if (!peer.protocol().isConnection() || connected(peer)) {
            return;
        }
        SslHandler handler =
                peer.protocol() == Protocol.TLS ? TlsHandlers.connecting(server.get(), peer.address()) : null;
        ChannelFuture connecting = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Listeners.UNSENT)
                .handler(handlers(peer.protocol(), handler, true))
                .connect(peer.address(), new InetSocketAddress(bindAddress, 0));
        if (!connecting.awaitUninterruptibly(CONNECT_MILLIS + 500L) || !connecting.isSuccess()) {
            connecting.channel().close().awaitUninterruptibly(100);
            throw new IOException("no TCP connection to " + text(peer));
        }
        if (handler != null) {
            shakeHands(handler, peer);
        }
        // The handler hears of the connection, and enters it, after we do: wait for what the loop does next.
        connecting.channel().eventLoop().submit(() -> {}).awaitUninterruptibly(CONNECT_MILLIS);
    }

    private static void shakeHands(SslHandler handler, Peer peer) throws IOException {
        Future<Channel> handshake = handler.handshakeFuture();
        if (!handshake.awaitUninterruptibly(TlsHandlers.HANDSHAKE_MILLIS + 500L) || !handshake.isSuccess()) {
            Throwable cause = handshake.cause();
            throw new IOException("TLS with " + text(peer) + " failed: "
                    + (cause == null ? "no handshake in time" : TlsHandlers.reason(cause)));
        }
    }

    private static String text(Peer peer) {
        return SipUris.host(peer.address().getAddress()) + ":" + peer.address().getPort();
    }

    /**
     * Tells when the connection to this peer closes, or is closed; never for UDP. It is told behind what had come by then
     * for the same Call-ID: the answer may have been the last word. The return value takes that back.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    public Runnable whenClosed(Peer peer, String callId, Runnable told) {
        if (!peer.protocol().isConnection()) {
            return () -> {};
        }
        Channel channel = connections.find(peer);
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
        if (peer.protocol().isConnection()) {
            Channel channel = connections.find(peer);
            if (channel == null) {
                throw new IOException("the connection to " + text(peer) + " is closed");
            }
            seen(peer, message);
            channel.writeAndFlush(Unpooled.wrappedBuffer(message));
        } else if (listeners.udp().isWritable()) {
            seen(peer, message);
            listeners.udp().writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), peer.address()));
        } else {
            drops.count("udp-send-full");
        }
    }

    @Override
    public void close() {
        listeners.close();
        close(queues, loops);
    }

    private static void close(SerialQueues queues, MultiThreadIoEventLoopGroup loops) {
        queues.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
    }

    private void deliver(Peer peer, SipFramer.Framed.Message message) {
        Object key = message.callId() == null ? peer : message.callId();
        queues.submit(key, () -> {
            MessageWatch by = watch;
            if (by != null) {
                by.message(peer, near(peer), true, message.callId(), message.bytes());
            }
            receiver.receive(peer, message.bytes());
        });
    }

    /** Our own address, as that one sees it. */
    public InetSocketAddress near(Peer far) {
        return new InetSocketAddress(advertisedAddress != null ? advertisedAddress : bindAddress, port(far.protocol()));
    }

    private void seen(Peer to, byte[] message) {
        MessageWatch by = watch;
        if (by == null) {
            return;
        }
        try {
            HeaderScan header = HeaderScan.of(message, DatagramFramer.headerEnd(message));
            by.message(to, near(to), false, header.callId(), message);
        } catch (FramingException e) {
            drops.count("unseen");
        }
    }

    /** @param handshake of TLS, where it is we who connect; whoever connects to us gets his behind the gate */
    private ChannelInitializer<Channel> handlers(Protocol protocol, @Nullable SslHandler handshake, boolean outbound) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (handshake != null) {
                    channel.pipeline().addLast(handshake);
                }
                channel.pipeline()
                        .addLast(new ConnectionHandler(
                                protocol,
                                connections,
                                gate,
                                drops,
                                clock,
                                SipTransport.this::deliver,
                                outbound,
                                SipTransport.this::accepting));
            }
        };
    }

    private SslHandler accepting() {
        SSLContext ours = tls.ours();
        if (ours == null) {
            throw new IllegalStateException("no certificate");
        }
        return TlsHandlers.accepting(ours);
    }
}
