package dev.partyline.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, of TCP or of TLS: admission, framing, and the deadlines that keep idle or slow ones from staying. */
// A write or close that fails ends the connection, and channelInactive hears of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);
    private static final byte[] PONG = {'\r', '\n'};
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long FIRST_MESSAGE_NANOS = 30 * SECOND_NANOS;
    private static final long WHOLE_MESSAGE_NANOS = 10 * SECOND_NANOS;
    /** Trunks keep a connection open between calls; session timers and OPTIONS are more frequent than this. */
    private static final long IDLE_NANOS = 3600 * SECOND_NANOS;

    interface Sink {
        void message(Peer peer, SipFramer.Framed.Message message);
    }

    private final Protocol protocol;
    private final Connections connections;
    private final SourceGate gate;
    private final Counters drops;
    private final LongSupplier clock;
    private final Sink sink;
    private final boolean outbound;
    private final Supplier<SslHandler> handshake;
    private final SipFramer framer;
    private @Nullable Peer peer;
    private long lastNanos;
    private long partialSinceNanos;
    private boolean spoke;

    /** @param handshake with our certificate, for who connects to us over TLS */
    ConnectionHandler(
            Protocol protocol,
            Connections connections,
            SourceGate gate,
            Counters drops,
            LongSupplier clock,
            Sink sink,
            boolean outbound,
            Supplier<SslHandler> handshake) {
        this.protocol = protocol;
        this.connections = connections;
        this.gate = gate;
        this.drops = drops;
        this.clock = clock;
        this.sink = sink;
        this.outbound = outbound;
        this.handshake = handshake;
        this.framer = new SipFramer(clock.getAsLong());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        lastNanos = clock.getAsLong();
        InetAddress source = remote(ctx).getAddress();
        if (!outbound && !gate.knows(source, lastNanos)) {
            ctx.close();
            return;
        }
        if (!connections.takePlace(source)) {
            drops.count("too-many-connections");
            ctx.close();
            return;
        }
        ctx.channel().closeFuture().addListener(closed -> connections.freePlace(source));
        if (protocol == Protocol.TCP) {
            enter(ctx);
        } else if (!outbound) {
            // Behind the gate, so that a stranger gets no byte of a handshake.
            ctx.pipeline().addBefore(ctx.name(), "tls", handshake.get());
        }
    }

    /** A connection of TLS is one when its handshake has succeeded. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                enter(ctx);
            } else {
                handshakeFailed(ctx, handshake.cause());
            }
        }
    }

    private void handshakeFailed(ChannelHandlerContext ctx, Throwable cause) {
        drops.count("tls-failed");
        InetSocketAddress remote = remote(ctx);
        // Whoever connects to a server is told by its exception.
        if (!outbound && gate.isWorthALine(remote.getAddress(), clock.getAsLong())) {
            LOG.info("TLS from {} failed: {}", remote.getAddress().getHostAddress(), TlsHandlers.reason(cause));
        }
        ctx.close();
    }

    private void enter(ChannelHandlerContext ctx) {
        Peer far = new Peer(protocol, remote(ctx));
        if (!connections.add(far, ctx.channel(), outbound)) {
            drops.count("connection-twice");
            ctx.close();
            return;
        }
        peer = far;
        lastNanos = clock.getAsLong();
        var check = ctx.executor().scheduleAtFixedRate(() -> checkDeadlines(ctx), 2, 2, TimeUnit.SECONDS);
        ctx.channel().closeFuture().addListener(closed -> check.cancel(false));
    }

    private static InetSocketAddress remote(ChannelHandlerContext ctx) {
        return (InetSocketAddress) ctx.channel().remoteAddress();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) {
        Peer from = peer;
        if (from == null) {
            return;
        }
        byte[] segment = new byte[in.readableBytes()];
        in.readBytes(segment);
        lastNanos = clock.getAsLong();
        boolean partialBefore = framer.partial();
        long now = lastNanos;
        try {
            framer.accept(segment, now, framed -> {
                switch (framed) {
                    case SipFramer.Framed.Message message -> {
                        spoke = true;
                        partialSinceNanos = now;
                        if (gate.admits(from.address().getAddress(), now)) {
                            sink.message(from, message);
                        }
                    }
                    case SipFramer.Framed.Ping ping -> ctx.writeAndFlush(Unpooled.wrappedBuffer(PONG));
                }
            });
        } catch (FramingException e) {
            drops.count(e.reason());
            ctx.close();
        }
        if (!partialBefore) {
            partialSinceNanos = now;
        }
    }

    private void checkDeadlines(ChannelHandlerContext ctx) {
        long now = clock.getAsLong();
        if (framer.partial() && now - partialSinceNanos > WHOLE_MESSAGE_NANOS) {
            drops.count("message-too-slow");
            ctx.close();
        } else if (now - lastNanos > (spoke || outbound ? IDLE_NANOS : FIRST_MESSAGE_NANOS)) {
            drops.count("connection-idle");
            ctx.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            drops.count("slow-reader");
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (peer != null) {
            connections.remove(peer, ctx.channel());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        drops.count("connection-failed");
        ctx.close();
    }
}
