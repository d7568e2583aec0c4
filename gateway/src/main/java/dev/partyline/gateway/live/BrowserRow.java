package dev.partyline.gateway.live;

import dev.partyline.gateway.roster.BrowserLeg;
import dev.partyline.gateway.roster.RosterEntry;
import dev.partyline.gateway.web.Clock;
import dev.partyline.webrtc.BrowserMediaStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A browser in a channel, in the words and figures of its page. */
record BrowserRow(
        String id,
        String name,
        String role,
        String via,
        String channel,
        String state,
        String tone,
        boolean muted,
        String lasted,
        String loss,
        int level) {
    static BrowserRow of(BrowserLeg leg, Instant now) {
        BrowserMediaStats stats = leg.stats();
        RosterEntry entry = leg.entry(stats);
        boolean connected = stats != null && stats.connected();
        String state = entry.away() ? "away" : !connected ? "connecting" : entry.muted() ? "muted" : "talking";
        String tone = entry.away() || !connected ? "waiting" : entry.muted() ? "muted" : "good";
        return new BrowserRow(
                entry.id(),
                entry.name(),
                entry.role().text(),
                leg.identity().via(),
                leg.identity().channel(),
                state,
                tone,
                entry.muted(),
                Clock.of(Duration.between(leg.identity().joined(), now)),
                loss(stats),
                stats == null ? 0 : CallRow.level(stats.levelDbov()));
    }

    private static String loss(@Nullable BrowserMediaStats stats) {
        if (stats == null) {
            return "–";
        }
        long all = stats.packetsReceived() + stats.packetsLost();
        return String.format(Locale.ROOT, "%.1f %%", all == 0 ? 0 : 100.0 * stats.packetsLost() / all);
    }
}
