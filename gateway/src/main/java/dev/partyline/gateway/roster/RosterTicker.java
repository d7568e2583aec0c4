package dev.partyline.gateway.roster;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.roster.Audience.Ending;
import dev.partyline.sip.LiveCall;
import jakarta.annotation.PreDestroy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Five times a second, one thread looks at the channels that browsers are in, and tells them what has changed. */
@Component
final class RosterTicker {
    private static final Logger LOG = LoggerFactory.getLogger(RosterTicker.class);
    private static final long PERIOD_MILLIS = 200;
    /** A list goes to each browser whole, so in a crowd it goes less often: once a tick for so many browsers each. */
    private static final int BROWSERS_A_TICK = 50;

    private static final long NOTHING = -1;
    /** What breaks once breaks at each tick. */
    private static final long TICKS_A_LOG_LINE = 50;

    private final Telephony telephony;
    private final Browsers browsers;
    private final Locks locks;
    private final Map<String, Told> channels = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("roster").daemon().factory());
    private long tick;
    private long loggedTick = -TICKS_A_LOG_LINE;

    /** What a channel's browsers know already. */
    private static final class Told {
        final ChannelRoster roster = new ChannelRoster();
        /** Whom it was told, by signalling: one who has come or come back knows nothing. */
        Map<Audience, Long> versions = Map.of();

        boolean levels;
        long next;
    }

    RosterTicker(Telephony telephony, Browsers browsers, Locks locks) {
        this.locks = locks;
        this.telephony = telephony;
        this.browsers = browsers;
        var _ = thread.scheduleAtFixedRate(
                () -> safely("Some roster", () -> tick(System.nanoTime())),
                PERIOD_MILLIS,
                PERIOD_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Whatever breaks, be it an Error, breaks this alone: a task that throws is never run again. */
    private void safely(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            if (tick - loggedTick >= TICKS_A_LOG_LINE) {
                loggedTick = tick;
                LOG.error("{} was not looked at", what, e);
            }
        }
    }

    private void tick(long nowNanos) {
        tick++;
        for (BrowserLeg leg : browsers.all()) {
            safely(leg.identity().id().value(), () -> endWhereLost(leg, nowNanos));
        }
        Map<String, List<BrowserLeg>> byChannel = browsers.all().stream()
                .collect(Collectors.groupingBy(leg -> leg.identity().channel()));
        channels.keySet().retainAll(byChannel.keySet());
        if (byChannel.isEmpty()) {
            return;
        }
        Map<String, List<LiveCall>> phones = telephony.liveCalls().stream()
                .filter(call -> call.phase() == LiveCall.Phase.IN_CHANNEL)
                .sorted(Comparator.comparing(LiveCall::answered))
                .collect(Collectors.groupingBy(LiveCall::channelName));
        byChannel.forEach((channel, legs) -> safely(
                channel,
                () -> tell(
                        channel,
                        channels.computeIfAbsent(channel, _ -> new Told()),
                        phones.getOrDefault(channel, List.of()),
                        legs,
                        nowNanos)));
    }

    private void endWhereLost(BrowserLeg leg, long nowNanos) {
        if (leg.giveUp(nowNanos)) {
            browsers.end(leg, new Ending.StayedAway());
        }
    }

    private void tell(String channel, Told told, List<LiveCall> phones, List<BrowserLeg> legs, long nowNanos) {
        ChannelRoster roster = told.roster;
        roster.look(phones, legs, locks.has(channel), nowNanos);
        Map<String, Integer> levels = roster.levels();
        boolean now = tick >= told.next;
        Map<Audience, Long> versions = new HashMap<>();
        boolean anyTold = false;
        for (BrowserLeg leg : legs) {
            Audience audience = leg.audience();
            if (audience == null) {
                continue;
            }
            long known = told.versions.getOrDefault(audience, NOTHING);
            boolean isNew = known == NOTHING;
            if (isNew || (now && known != roster.version())) {
                audience.roster(roster.roster());
                known = roster.version();
                anyTold |= !isNew;
            }
            versions.put(audience, known);
            if (!levels.isEmpty() || told.levels) {
                audience.levels(levels);
            }
        }
        told.versions = versions;
        told.levels = !levels.isEmpty();
        if (anyTold) {
            told.next = tick + 1 + legs.size() / BROWSERS_A_TICK;
        }
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
