package dev.partyline.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The sockets that wait for others: UDP and TCP on one port, and TLS on its own. */
final class Listeners implements AutoCloseable {
    /** How much may wait for a slow reader before its connection is closed. */
    static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private static final int PORT_ATTEMPTS = 50;

    private final EventLoopGroup loops;
    private final InetAddress address;
    private final Channel udp;
    private final Channel tcp;
    private final @Nullable Channel tls;

    /**
     * Binds.
     *
     * @param onTls null where no TLS is listened for
     * @param port 0 for any port that is free for both UDP and TCP
     * @param tlsPort 0 for any port that is free
     * @throws IOException with a message that names the address and the port
     */
    Listeners(
            EventLoopGroup loops,
            InetAddress address,
            ChannelHandler onUdp,
            ChannelHandler onTcp,
            @Nullable ChannelHandler onTls,
            int port,
            int tlsPort)
            throws IOException {
        this.loops = loops;
        this.address = address;
        Channel[] pair = pair(onUdp, onTcp, port);
        udp = pair[0];
        tcp = pair[1];
        try {
            tls = onTls == null ? null : bound(listen(onTls, tlsPort), "TLS", tlsPort);
        } catch (IOException e) {
            close(udp);
            close(tcp);
            throw e;
        }
    }

    Channel udp() {
        return udp;
    }

    /** Of UDP and TCP. */
    int port() {
        return port(udp);
    }

    /** 0 where no TLS is listened for. */
    int tlsPort() {
        return tls == null ? 0 : port(tls);
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private Channel[] pair(ChannelHandler onUdp, ChannelHandler onTcp, int port) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Channel datagrams = bound(datagrams(onUdp, port), "UDP", port);
            int chosen = port(datagrams);
            ChannelFuture connections = listen(onTcp, chosen);
            if (connections.isSuccess()) {
                return new Channel[] {datagrams, connections.channel()};
            }
            close(datagrams);
            if (port != 0 || attempt == PORT_ATTEMPTS) {
                throw cannotBind("TCP", chosen, connections.cause());
            }
        }
    }

    private ChannelFuture datagrams(ChannelHandler handler, int port) {
        return new Bootstrap()
                .group(loops)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(65_535))
                .option(ChannelOption.SO_RCVBUF, 1 << 20)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1 << 20, 4 << 20))
                .handler(handler)
                .bind(address, port)
                .awaitUninterruptibly();
    }

    private ChannelFuture listen(ChannelHandler handler, int port) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
                .childHandler(handler)
                .bind(address, port)
                .awaitUninterruptibly();
    }

    private Channel bound(ChannelFuture bound, String what, int port) throws IOException {
        if (!bound.isSuccess()) {
            throw cannotBind(what, port, bound.cause());
        }
        return bound.channel();
    }

    private IOException cannotBind(String what, int port, Throwable cause) {
        BindException failure = new BindException("SIP can't listen on " + what + " " + address.getHostAddress() + ":"
                + port + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void close() {
        close(udp);
        close(tcp);
        if (tls != null) {
            close(tls);
        }
    }

    private static void close(Channel channel) {
        channel.close().awaitUninterruptibly(1000);
    }
}
