package dev.partyline.integration.bench.soak;

import dev.partyline.integration.peer.rtc.OpusMicrophone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Browsers that come and go in the channels of the phones, mixed and forwarded by turns, each with a voice; half of them
 * leave, the others are never heard of again.
 */
final class SoakBrowsers implements AutoCloseable {
    private static final int ROOMS = 12;
    private static final int FIRST_ROOM = 4_000;
    private static final long SHORTEST_NANOS = 5_000_000_000L;
    private static final long LONGEST_NANOS = 25_000_000_000L;
    private static final long BETWEEN_JOINS_NANOS = 500_000_000L;

    private final String url;
    private final SplittableRandom random;
    private final byte[][] voice = OpusMicrophone.tone(300, 5_000);
    private final List<SoakBrowser> there = new ArrayList<>();
    private long joinNanos;
    private int joined;
    private int vanished;
    private int unconnected;

    SoakBrowsers(String url, long seed, long nowNanos) {
        this.url = url;
        random = new SplittableRandom(seed);
        joinNanos = nowNanos;
    }

    /** As with phones. */
    void tick(int wanted, long nowNanos) throws IOException, InterruptedException {
        for (Iterator<SoakBrowser> each = there.iterator(); each.hasNext(); ) {
            SoakBrowser browser = each.next();
            browser.tick(voice, nowNanos);
            if (browser.leavesBy(nowNanos)) {
                each.remove();
                unconnected += browser.connected() ? 0 : 1;
                end(browser);
            }
        }
        if (there.size() < wanted && nowNanos - joinNanos >= 0) {
            joinNanos = nowNanos + BETWEEN_JOINS_NANOS;
            there.add(SoakBrowser.join(
                    url,
                    "room-" + (FIRST_ROOM + random.nextInt(ROOMS)),
                    "browser" + joined,
                    joined % 2 == 0 ? "mixed" : "forwarded",
                    nowNanos + random.nextLong(SHORTEST_NANOS, LONGEST_NANOS)));
            joined++;
        }
    }

    private void end(SoakBrowser browser) {
        if (random.nextBoolean()) {
            browser.leave();
        } else {
            vanished++;
            browser.vanish();
        }
    }

    int there() {
        return there.size();
    }

    /** Those that never got as far as media. */
    int unconnected() {
        return unconnected;
    }

    /** How many came, and how they went. */
    String told() {
        return "%d browsers, of which %d vanished and %d never connected".formatted(joined, vanished, unconnected);
    }

    /** Everybody goes. */
    void leave() {
        there.forEach(this::end);
        there.clear();
    }

    @Override
    public void close() {
        there.forEach(SoakBrowser::leave);
    }
}
