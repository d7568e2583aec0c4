package dev.partyline.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A forged source address of a trunk uses up its own share, and no other trunk's. */
class OneSourceTakesNotEverything {
    private static final int LIFE_SECONDS = 32;
    private final SourceGate gate = new SourceGate(source -> true, new Counters(), 0);

    @Test
    void transactionsOfOneSourceStayBelowWhatTheStackHolds() {
        InetAddress flooded = InetAddress.ofLiteral("192.0.2.1");
        long begun = IntStream.range(0, LIFE_SECONDS * 2000)
                .filter(i -> gate.mayBegin(flooded, i * 500_000L))
                .count();
        assertTrue(begun <= 18_000, begun + " transactions");
        assertTrue(begun >= 17_900, begun + " transactions");
        assertTrue(gate.mayBegin(InetAddress.ofLiteral("192.0.2.2"), LIFE_SECONDS * 1_000_000_000L));
    }

    @Test
    void networkOfAnIpv6AttackerIsOneSource() {
        long begun = IntStream.range(0, 4000)
                .filter(i -> gate.mayBegin(InetAddress.ofLiteral("2001:db8::" + Integer.toHexString(i + 1)), 0))
                .count();
        assertEquals(2000, begun);
    }
}
