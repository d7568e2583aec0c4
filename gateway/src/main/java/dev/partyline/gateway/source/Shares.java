package dev.partyline.gateway.source;

import java.util.HashMap;
import java.util.Map;

/** What there is so much of for all together, and less for one block, and for the network around it. */
final class Shares {
    private final long own;
    private final long network;
    private final long all;
    private long taken;

    /** Holds nobody who has nothing. An address's key is no network's. */
    private final Map<String, Long> byBlock = new HashMap<>();

    Shares(long own, long network, long all) {
        this.own = own;
        this.network = network;
        this.all = all;
    }

    /**
     * Whether there was so much left; whatever was taken is given back by {@link #giveBack}.
     *
     * @param whole whether all that there is may be this one's
     */
    synchronized boolean take(SourceBlocks source, long amount, boolean whole) {
        if (taken + amount > all
                || (!whole && (of(own(source)) + amount > own || of(network(source)) + amount > network))) {
            return false;
        }
        taken += amount;
        byBlock.merge(own(source), amount, Long::sum);
        byBlock.merge(network(source), amount, Long::sum);
        return true;
    }

    synchronized void giveBack(SourceBlocks source, long amount) {
        taken -= amount;
        giveBack(own(source), amount);
        giveBack(network(source), amount);
    }

    private void giveBack(String block, long amount) {
        byBlock.computeIfPresent(block, (_, has) -> has > amount ? has - amount : null);
    }

    private long of(String block) {
        return byBlock.getOrDefault(block, 0L);
    }

    private static String own(SourceBlocks source) {
        return "own " + source.own();
    }

    private static String network(SourceBlocks source) {
        return "network " + source.network();
    }
}
