package dev.partyline.gateway.roster;

import dev.partyline.gateway.roster.Audience.Ending;
import dev.partyline.gateway.source.SourceBlocks;
import dev.partyline.gateway.source.SourceLimits;
import dev.partyline.webrtc.BrowserId;
import dev.partyline.webrtc.BrowserMediaStats;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The browsers that are in channels, as many as the settings and a source's share allow. */
@Component
public final class Browsers {
    private static final Logger LOG = LoggerFactory.getLogger("partyline.calls");

    private final SourceLimits sources;
    private final Map<BrowserId, Placed> byId = new LinkedHashMap<>();

    private record Placed(BrowserLeg leg, SourceBlocks source) {}

    Browsers(SourceLimits sources) {
        this.sources = sources;
    }

    /** False where there are as many as there may be, of all or from there. */
    public boolean add(BrowserLeg leg, SourceBlocks source) {
        BrowserIdentity who = leg.identity();
        if (!sources.enter(source)) {
            return false;
        }
        synchronized (byId) {
            byId.put(who.id(), new Placed(leg, source));
        }
        LOG.info(
                "{} channel={} joined via={} role={}",
                who.id().value(),
                who.channel(),
                who.via(),
                who.role().text());
        return true;
    }

    /** Takes it out of its channel; has no effect a second time. */
    public boolean end(BrowserLeg leg, Ending ending) {
        BrowserIdentity who = leg.identity();
        synchronized (byId) {
            Placed placed = byId.get(who.id());
            if (placed == null || placed.leg() != leg) {
                return false;
            }
            byId.remove(who.id());
            sources.leave(placed.source());
        }
        BrowserMediaStats stats = leg.stats();
        leg.end(ending);
        if (LOG.isInfoEnabled()) {
            LOG.info("{}", line(who, ending, stats, Instant.now()));
        }
        return true;
    }

    private static String line(BrowserIdentity who, Ending ending, @Nullable BrowserMediaStats stats, Instant now) {
        String media = stats == null
                ? "-"
                : "%d/%d/%d".formatted(stats.packetsReceived(), stats.packetsLost(), stats.packetsSent());
        String reason = switch (ending) {
            case Ending.Left _ -> "left";
            case Ending.StayedAway _ -> "stayed-away";
            case Ending.Removed _ -> "removed";
            case Ending.HostLeft _ -> "host-left";
            case Ending.Shutdown _ -> "shutdown";
        };
        return "%s channel=%s via=%s seconds=%d received/lost/sent=%s reason=%s"
                .formatted(
                        who.id().value(),
                        who.channel(),
                        who.via(),
                        Duration.between(who.joined(), now).toSeconds(),
                        media,
                        reason);
    }

    public Optional<BrowserLeg> find(BrowserId id) {
        synchronized (byId) {
            return Optional.ofNullable(byId.get(id)).map(Placed::leg);
        }
    }

    /** In the order of joining. */
    public List<BrowserLeg> all() {
        synchronized (byId) {
            return byId.values().stream().map(Placed::leg).toList();
        }
    }

    public int count() {
        synchronized (byId) {
            return byId.size();
        }
    }
}
