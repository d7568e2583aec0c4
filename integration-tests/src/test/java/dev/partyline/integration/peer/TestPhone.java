package dev.partyline.integration.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A telephone of our own: SIP over UDP from one address, RTP from the same one, one sound at a time. */
public final class TestPhone implements AutoCloseable {
    private final String name;
    private final InetAddress address;
    private final List<Codec> codecs;
    private final DatagramSocket socket;
    private boolean events = true;
    private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();

    /** @param address where the phone stands, such as 127.0.0.2; the port is the system's choice */
    public TestPhone(String name, String address, Codec... codecs) {
        this.name = name;
        this.codecs = List.of(codecs);
        try {
            this.address = InetAddress.ofLiteral(address);
            socket = new DatagramSocket(new InetSocketAddress(this.address, 0));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().name("phone-" + name).daemon().start(this::listen);
    }

    /** A phone that knows nothing of RFC 4733: its keys are tones. */
    public TestPhone withoutEvents() {
        events = false;
        return this;
    }

    /** Dials and waits for the final answer; an answered call already speaks. */
    public PhoneCall call(InetSocketAddress peer, String number) throws InterruptedException {
        PhoneCall call = invite(peer, number);
        call.awaitFinal();
        return call;
    }

    /** Dials and does not wait. */
    public PhoneCall invite(InetSocketAddress peer, String number) {
        PhoneCall call = new PhoneCall(this, peer, number, codecs, events);
        calls.put(call.callId(), call);
        call.start();
        return call;
    }

    public String name() {
        return name;
    }

    InetAddress address() {
        return address;
    }

    String hostPort() {
        return address.getHostAddress() + ":" + socket.getLocalPort();
    }

    void send(SipMessage message, InetSocketAddress to) {
        byte[] bytes = message.bytes();
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
        while (!socket.isClosed()) {
            try {
                packet.setLength(65535);
                socket.receive(packet);
            } catch (IOException e) {
                continue;
            }
            if (packet.getLength() < 20) {
                continue;
            }
            SipMessage message = SipMessage.parse(packet.getData(), packet.getLength());
            PhoneCall call = calls.get(message.need("Call-ID"));
            if (call != null) {
                call.receive(message, (InetSocketAddress) packet.getSocketAddress());
            }
        }
    }

    @Override
    public void close() {
        calls.values().forEach(PhoneCall::close);
        socket.close();
    }
}
