package dev.partyline.media.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.media.PortRange;
import dev.partyline.media.PortsExhaustedException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PortsAreDrawnAndGivenBack {
    private static PortPool pool(int first, int last) {
        return new PortPool(new PortRange(first, last), new SplittableRandom(1));
    }

    @Test
    void evenPortsWithTheNextOneInTheRange() throws PortsExhaustedException {
        PortPool pool = pool(20_001, 20_010);
        assertEquals(4, pool.freePairs());
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            drawn.add(pool.take(port -> port));
        }
        assertEquals(Set.of(20_002, 20_004, 20_006, 20_008), drawn);
        assertEquals(0, pool.freePairs());
        assertThrows(PortsExhaustedException.class, () -> pool.take(port -> port));
    }

    @Test
    void nobodyKnowsWhichIsNext() throws PortsExhaustedException {
        PortPool pool = pool(20_000, 29_999);
        List<Integer> drawn = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            drawn.add(pool.take(port -> port));
        }
        List<Integer> sorted = drawn.stream().sorted().toList();
        assertNotEquals(sorted, drawn);
        assertTrue(sorted.getLast() - sorted.getFirst() > 5000);
    }

    @Test
    void aPairRestsBeforeItIsDrawnAgain() throws PortsExhaustedException {
        PortPool pool = pool(20_000, 20_199);
        int first = pool.take(port -> port);
        pool.giveBack(first);
        assertEquals(100, pool.freePairs());
        for (int i = 0; i < 24; i++) {
            int next = pool.take(port -> port);
            assertNotEquals(first, next);
            pool.giveBack(next);
        }
    }

    @Test
    void theLastPairIsDrawnEvenUnrested() throws PortsExhaustedException {
        PortPool pool = pool(20_000, 20_001);
        for (int i = 0; i < 100; i++) {
            int port = pool.take(drawn -> drawn);
            assertEquals(0, pool.freePairs());
            pool.giveBack(port);
        }
        assertEquals(1, pool.freePairs());
    }

    @Test
    void aPairThatCannotBeBoundIsPassedOver() throws PortsExhaustedException {
        PortPool pool = pool(20_000, 20_039);
        for (int i = 0; i < 19; i++) {
            int port = pool.take(drawn -> {
                if (drawn == 20_010) {
                    throw new BindException("in use");
                }
                return drawn;
            });
            assertNotEquals(20_010, port);
        }
        PortsExhaustedException full = assertThrows(
                PortsExhaustedException.class,
                () -> pool.take(drawn -> {
                    throw new BindException("in use");
                }));
        assertInstanceOf(BindException.class, full.getCause());
        assertEquals(1, pool.freePairs());
        int left = pool.take(drawn -> drawn);
        assertEquals(20_010, left);
    }
}
