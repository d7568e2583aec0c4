package dev.partyline.gateway.conference;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.channel.ChannelOptions;
import dev.partyline.gateway.roster.Locks;
import dev.partyline.gateway.roster.Participants;
import dev.partyline.gateway.roster.Presence;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.media.Chime;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
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
 * Twice a second, one thread looks at who is in which channel. Whoever waits for a host is let in when one is there; a
 * conference that ends with its hosts is over when the last of them has been away for a while; those who come and go are
 * rung for; the lock of an empty channel falls off.
 */
@Component
final class ConferenceWatch {
    /** A host whose telephone or network broke down has so long to come back. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger("partyline.calls");
    private static final long PERIOD_MILLIS = 500;

    private final Telephony telephony;
    private final Participants participants;
    private final Routes routes;
    private final Hosts hosts;
    private final Locks locks;
    private Map<String, Presence> before = Map.of();
    /** When a host was seen last, in each channel that ends with its hosts and has had one. */
    private final Map<String, Long> hostSeenNanos = new HashMap<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("conference-watch").daemon().factory());

    ConferenceWatch(Telephony telephony, Participants participants, Routes routes, Hosts hosts, Locks locks) {
        this.telephony = telephony;
        this.participants = participants;
        this.routes = routes;
        this.hosts = hosts;
        this.locks = locks;
        var _ = thread.scheduleAtFixedRate(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            look(System.nanoTime());
        } catch (RuntimeException | Error e) {
            // A task that throws is never run again.
            LOG.error("Nobody looked at the conferences", e);
        }
    }

    void look(long nowNanos) {
        Map<String, Presence> now = participants.presence();
        Set<String> ofLate = new HashSet<>(now.keySet());
        ofLate.addAll(before.keySet());
        locks.keep(ofLate);
        ring(now);
        before = now;
        Set<String> hosted = now.entrySet().stream()
                .filter(channel -> channel.getValue().hosts() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        hosts.now(hosted);
        endWithHosts(now.keySet(), hosted, nowNanos);
    }

    private void ring(Map<String, Presence> now) {
        now.forEach((name, presence) -> {
            int came = presence.all()
                    - (before.containsKey(name) ? before.get(name).all() : 0);
            if (came != 0 && presence.all() > Math.max(0, came)) {
                routes.table()
                        .channel(name)
                        .filter(channel -> channel.options().chimes())
                        .ifPresent(channel -> telephony.chime(channel.room(), came > 0 ? Chime.CAME : Chime.LEFT));
            }
        });
    }

    private void endWithHosts(Set<String> inUse, Set<String> hosted, long nowNanos) {
        hostSeenNanos.keySet().retainAll(inUse);
        for (String channel : hosted) {
            if (endsWithHost(channel)) {
                hostSeenNanos.put(channel, nowNanos);
            }
        }
        hostSeenNanos.entrySet().removeIf(seen -> {
            boolean over = nowNanos - seen.getValue() >= PATIENCE.toNanos();
            if (over) {
                end(seen.getKey());
            }
            return over;
        });
    }

    private void end(String channel) {
        // One may have come back since they were counted.
        if (endsWithHost(channel) && participants.presence(channel).hosts() == 0) {
            LOG.info("The host of {} has left, and the conference is over", channel);
            participants.end(channel);
        }
    }

    private boolean endsWithHost(String channel) {
        return routes.table()
                .channel(channel)
                .map(Channel::options)
                .filter(ChannelOptions::endsWithHost)
                .isPresent();
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
