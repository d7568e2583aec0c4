package dev.partyline.gateway.conference;

import dev.partyline.gateway.roster.Participants;
import dev.partyline.gateway.roster.Presence;
import dev.partyline.gateway.routing.Routes;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Twice a second, one thread looks where hosts are: whoever waits for one is let in then, and a conference that ends with its
 * hosts is over when the last of them has been away for a while.
 */
@Component
final class HostWatch {
    /** A host whose telephone or network broke down has so long to come back. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger("partyline.calls");
    private static final long PERIOD_MILLIS = 500;

    private final Participants participants;
    private final Routes routes;
    private final Hosts hosts;
    /** When a host was seen last, in each channel that ends with its hosts and has had one. */
    private final Map<String, Long> seenNanos = new HashMap<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("host-watch").daemon().factory());

    HostWatch(Participants participants, Routes routes, Hosts hosts) {
        this.participants = participants;
        this.routes = routes;
        this.hosts = hosts;
        var _ = thread.scheduleAtFixedRate(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            look(System.nanoTime());
        } catch (RuntimeException | Error e) {
            // A task that throws is never run again.
            LOG.error("Nobody looked for hosts", e);
        }
    }

    void look(long nowNanos) {
        Map<String, Presence> presence = participants.presence();
        Set<String> hosted = presence.entrySet().stream()
                .filter(channel -> channel.getValue().hosts() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        hosts.now(hosted);
        seenNanos.keySet().retainAll(presence.keySet());
        for (String channel : hosted) {
            if (endsWithHost(channel)) {
                seenNanos.put(channel, nowNanos);
            }
        }
        seenNanos.entrySet().removeIf(seen -> nowNanos - seen.getValue() >= PATIENCE.toNanos() && end(seen.getKey()));
    }

    private boolean endsWithHost(String channel) {
        return routes.table()
                .channel(channel)
                .map(found -> found.options().endsWithHost())
                .orElse(false);
    }

    private boolean end(String channel) {
        if (endsWithHost(channel)) {
            LOG.info("The host of {} has left, and the conference is over", channel);
            participants.end(channel);
        }
        return true;
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
