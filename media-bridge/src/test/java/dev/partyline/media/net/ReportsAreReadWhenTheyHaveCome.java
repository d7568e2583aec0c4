package dev.partyline.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PortRange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReportsAreReadWhenTheyHaveCome {
    private static final InetAddress BRIDGE = InetAddress.ofLiteral("127.0.0.1");

    private final PortPool pool = new PortPool(new PortRange(27_000, 27_099), new SplittableRandom());
    private final ByteBuffer in = ByteBuffer.allocateDirect(64);

    private static DatagramChannel phone() throws Exception {
        return DatagramChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
    }

    private int read(PhonePort port) {
        in.clear();
        return port.receiveRtcp(in);
    }

    @Test
    void oneLookTellsEveryPortItsOwn() throws Exception {
        try (RtcpWatch watch = new RtcpWatch();
                DatagramChannel first = phone();
                DatagramChannel second = phone();
                PhonePort one = PhonePort.open(pool, BRIDGE, watch);
                PhonePort other = PhonePort.open(pool, BRIDGE, watch)) {
            InetSocketAddress firstAddress = (InetSocketAddress) first.getLocalAddress();
            InetSocketAddress secondAddress = (InetSocketAddress) second.getLocalAddress();
            assertTrue(one.connect(firstAddress, firstAddress));
            assertTrue(other.connect(secondAddress, secondAddress));
            watch.look();
            assertEquals(-1, read(one));
            second.send(ByteBuffer.wrap(new byte[] {1, 2, 3}), new InetSocketAddress(BRIDGE, other.rtpPort() + 1));
            second.send(ByteBuffer.wrap(new byte[] {4, 5}), new InetSocketAddress(BRIDGE, other.rtpPort() + 1));
            watch.look();
            assertEquals(-1, read(one));
            assertEquals(3, read(other));
            assertEquals(2, read(other));
            assertEquals(-1, read(other));
            first.send(ByteBuffer.wrap(new byte[] {6}), new InetSocketAddress(BRIDGE, one.rtpPort() + 1));
            watch.look();
            assertEquals(1, read(one));
            assertEquals(-1, read(other));
        }
        assertEquals(50, pool.freePairs());
    }

    @Test
    void aNumberIsFreeWhenItsSocketIs() throws Exception {
        try (RtcpWatch watch = new RtcpWatch()) {
            PhonePort port = PhonePort.open(pool, BRIDGE, watch);
            port.close();
            assertEquals(49, pool.freePairs(), "the selector still has it");
            watch.look();
            assertEquals(50, pool.freePairs());
            DatagramChannel.open()
                    .bind(new InetSocketAddress(BRIDGE, port.rtpPort() + 1))
                    .close();
        }
    }

    @Test
    void aPortThatClosedIsForgottenAndItsNumberIsFree() throws Exception {
        try (RtcpWatch watch = new RtcpWatch()) {
            for (int i = 0; i < 200; i++) {
                PhonePort.open(pool, BRIDGE, watch).close();
                watch.look();
            }
            assertEquals(0, watch.errors());
        }
        assertEquals(50, pool.freePairs());
    }
}
