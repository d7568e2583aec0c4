package dev.partyline.gateway.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.settings.AddressBlock;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class NoAddressTakesAllThatThereIs {
    private static final long HEAP = 512L * 1024 * 1024;

    private final SourceLimits limits = new SourceLimits(8, List.of(AddressBlock.parse("192.0.2.0/24")), HEAP);

    private static int most(Predicate<SourceBlocks> takes, String address) {
        int taken = 0;
        while (takes.test(SourceBlocks.of(address))) {
            taken++;
        }
        return taken;
    }

    @Test
    void anAddressHasHalfThePlacesAndItsNetworkThreeQuarters() {
        assertEquals(4, most(limits::enter, "198.51.100.7"));
        assertEquals(2, most(limits::enter, "198.51.100.8"));
        assertEquals(0, most(limits::enter, "198.51.100.9"));
        assertEquals(2, most(limits::enter, "203.0.113.1"), "then the house is full");
        limits.leave(SourceBlocks.of("198.51.100.7"));
        assertEquals(1, most(limits::enter, "203.0.113.1"));
    }

    @Test
    void theHostsOfOneNetworkOfIpv6AreOneToo() {
        assertTrue(limits.enter(SourceBlocks.of("2001:db8:1:1::1")));
        assertEquals(3, most(limits::enter, "2001:db8:1:1::2"), "a /64 has half");
        assertEquals(2, most(limits::enter, "2001:db8:1:2::1"), "a /48 has three quarters");
    }

    @Test
    void behindThisMachineAndTrustedProxiesIsAnybody() {
        assertEquals(8, most(limits::enter, "127.0.0.1"));
        for (int i = 0; i < 8; i++) {
            limits.leave(SourceBlocks.of("127.0.0.1"));
        }
        assertEquals(8, most(limits::enter, "192.0.2.9"));
    }

    @Test
    void aBridgeForOneHasAPlaceForOne() {
        SourceLimits small = new SourceLimits(1, List.of(), HEAP);
        assertEquals(1, most(small::enter, "198.51.100.7"));
    }

    @Test
    void socketsFitTheHeap() {
        SourceLimits tight = new SourceLimits(10_000, List.of(), HEAP);
        int sockets = 0;
        for (int host = 0; host < 256; host++) {
            sockets += most(tight::openSocket, "10." + host + ".0.1");
        }
        assertEquals(2_048, sockets);
    }

    @Test
    void newMediaHaveARateOfTheirOwn() {
        SourceBlocks source = SourceBlocks.of("198.51.100.7");
        long nowNanos = 0;
        for (int i = 0; i < SourceLimits.RENEWAL_BURST; i++) {
            assertTrue(limits.renew(source, nowNanos));
        }
        assertFalse(limits.renew(source, nowNanos));
        assertTrue(limits.join(source, nowNanos));
        assertTrue(limits.renew(source, nowNanos + 1_000_000_000L / (long) SourceLimits.RENEWALS_A_SECOND));
    }
}
