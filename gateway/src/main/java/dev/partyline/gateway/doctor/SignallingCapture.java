package dev.partyline.gateway.doctor;

import dev.partyline.sip.trace.TracedMessage;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The messages of a call as a capture that network analysers read: the format of libpcap, version 2.4, with packets of plain
 * IP (LINKTYPE_RAW). All of them are written as datagrams, those of TCP and TLS too, so that each is one packet.
 */
final class SignallingCapture {
    private static final int MAGIC = 0xa1b2c3d4;
    private static final int LINKTYPE_RAW = 101;
    private static final int SNAP_LENGTH = 65_535;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int ADDRESSES_AT = 8;
    private static final int UDP_HEADER = 8;
    private static final int UDP = 17;
    private static final int HOPS = 64;

    private SignallingCapture() {}

    static byte[] of(List<TracedMessage> messages) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(24);
        header.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putLong(0);
        header.putInt(SNAP_LENGTH).putInt(LINKTYPE_RAW);
        file.writeBytes(header.array());
        for (TracedMessage message : messages) {
            byte[] packet = packet(message);
            ByteBuffer record = ByteBuffer.allocate(16);
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, message.at());
            record.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
            record.putInt(packet.length).putInt(packet.length);
            file.writeBytes(record.array());
            file.writeBytes(packet);
        }
        return file.toByteArray();
    }

    private static byte[] packet(TracedMessage message) {
        InetSocketAddress from = message.received() ? message.far() : message.near();
        InetSocketAddress to = message.received() ? message.near() : message.far();
        byte[] payload = message.text().getBytes(StandardCharsets.UTF_8);
        boolean four = from.getAddress() instanceof Inet4Address && to.getAddress() instanceof Inet4Address;
        ByteBuffer packet = ByteBuffer.allocate((four ? IPV4_HEADER : IPV6_HEADER) + UDP_HEADER + payload.length);
        if (four) {
            ipv4(packet, from, to);
        } else {
            ipv6(packet, from, to);
        }
        packet.putShort((short) from.getPort()).putShort((short) to.getPort());
        packet.putShort((short) (UDP_HEADER + payload.length));
        // RFC 768: zero is a checksum that nobody made, which IPv6 does not allow (RFC 8200 section 8.1).
        packet.putShort((short) 0);
        packet.put(payload);
        if (!four) {
            packet.putShort(IPV6_HEADER + 6, checksumOfDatagram(packet));
        }
        return packet.array();
    }

    /** RFC 791 section 3.1. */
    private static void ipv4(ByteBuffer packet, InetSocketAddress from, InetSocketAddress to) {
        packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
        packet.putInt(0).put((byte) HOPS).put((byte) UDP).putShort((short) 0);
        packet.put(from.getAddress().getAddress()).put(to.getAddress().getAddress());
        packet.putShort(10, checksum(packet));
    }

    private static short checksum(ByteBuffer header) {
        int sum = 0;
        for (int at = 0; at < IPV4_HEADER; at += 2) {
            sum += header.getShort(at) & 0xffff;
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~((sum & 0xffff) + (sum >>> 16));
    }

    /** RFC 8200 section 3; an IPv4 address among IPv6 ones is written as mapped (RFC 4291 section 2.5.5.2). */
    private static void ipv6(ByteBuffer packet, InetSocketAddress from, InetSocketAddress to) {
        packet.putInt(0x60000000).putShort((short) (packet.capacity() - IPV6_HEADER));
        packet.put((byte) UDP).put((byte) HOPS).put(sixteen(from)).put(sixteen(to));
    }

    /** Over both addresses, length, protocol and datagram. */
    private static short checksumOfDatagram(ByteBuffer packet) {
        long sum = (long) packet.capacity() - IPV6_HEADER + UDP;
        for (int at = ADDRESSES_AT; at + 1 < packet.capacity(); at += 2) {
            sum += packet.getShort(at) & 0xffff;
        }
        if (packet.capacity() % 2 == 1) {
            sum += (packet.get(packet.capacity() - 1) & 0xff) << 8;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        short checksum = (short) ~sum;
        return checksum == 0 ? -1 : checksum;
    }

    private static byte[] sixteen(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        if (bytes.length == 16) {
            return bytes;
        }
        return ByteBuffer.allocate(16).putLong(0).putInt(0xffff).put(bytes).array();
    }
}
