package dev.partyline.sip.transport;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.util.function.LongSupplier;

/** Datagrams in: admitted by source, then framed. It has no state, so a second attempt to bind may use it again. */
@ChannelHandler.Sharable
final class UdpHandler extends SimpleChannelInboundHandler<DatagramPacket> {
    private final SourceGate gate;
    private final Counters drops;
    private final LongSupplier clock;
    private final ConnectionHandler.Sink sink;

    UdpHandler(SourceGate gate, Counters drops, LongSupplier clock, ConnectionHandler.Sink sink) {
        this.gate = gate;
        this.drops = drops;
        this.clock = clock;
        this.sink = sink;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
        if (!gate.admits(packet.sender().getAddress(), clock.getAsLong())) {
            return;
        }
        int length = packet.content().readableBytes();
        if (length > DatagramFramer.MAX_DATAGRAM_BYTES) {
            drops.count("datagram-too-long");
            return;
        }
        // Keep-alives of NAT traversal are CRLFs or a few zero bytes; no message is as short.
        if (length < 8) {
            return;
        }
        byte[] datagram = new byte[length];
        packet.content().readBytes(datagram);
        try {
            sink.message(new Peer(Protocol.UDP, packet.sender()), DatagramFramer.frame(datagram));
        } catch (FramingException e) {
            drops.count(e.reason());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        drops.count("udp-failed");
    }
}
