package dev.partyline.gateway.metrics;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.trunk.LastGoodCalls;
import dev.partyline.media.MediaStats;
import dev.partyline.sip.SipStats;
import dev.partyline.sip.TrunkStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The bridge's counters and gauges as meters. */
@Component
final class BridgeMetrics implements MeterBinder {
    /** Reasons are ours and few; whatever goes wrong, they don't fill the registry. */
    private static final int MAX_REASONS = 200;

    private final Snapshot<MediaStats> media;
    private final Snapshot<SipStats> sip;
    private final Telephony telephony;
    private final LastGoodCalls goodCalls;
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    BridgeMetrics(Telephony telephony, LastGoodCalls goodCalls) {
        this.goodCalls = goodCalls;
        this.telephony = telephony;
        media = new Snapshot<>(telephony::mediaStats);
        sip = new Snapshot<>(telephony::sipStats);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "partyline.calls", "Calls up", sip, SipStats::calls);
        gauge(registry, "partyline.sip.transactions", "SIP transactions held", sip, SipStats::transactions);
        gauge(registry, "partyline.sip.dialogs", "SIP dialogs held", sip, SipStats::dialogs);
        counter(registry, "partyline.calls.answered", "Calls answered", sip, SipStats::answered);
        gauge(registry, "partyline.legs", "Legs open", media, MediaStats::legs);
        gauge(registry, "partyline.rooms", "Rooms with a leg in them", media, MediaStats::rooms);
        gauge(registry, "partyline.ports.free", "Pairs of phone ports free", media, MediaStats::freePorts);
        gauge(
                registry,
                "partyline.loop.worst.lateness.seconds",
                "Worst lateness of a tick",
                media,
                stats -> stats.worstLatenessNanos() / 1e9);
        counter(registry, "partyline.ticks", "Ticks of all loops", media, MediaStats::ticks);
        counter(registry, "partyline.ticks.late", "Ticks more than 5 ms late", media, MediaStats::lateTicks);
        for (MediaStats.TicksWithin within : media.now().ticksByLateness()) {
            ticksWithin(registry, within.latenessNanos());
        }
        counter(registry, "partyline.loop.commands.refused", "Commands refused", media, MediaStats::refusedCommands);
        counter(registry, "partyline.legs.broken", "Legs closed by a fault", media, MediaStats::legFaults);
        counter(registry, "partyline.rtcp.received", "RTCP packets taken", media, MediaStats::rtcpReceived);
        counter(registry, "partyline.rtcp.sent", "RTCP packets sent", media, MediaStats::rtcpSent);
        counter(registry, "partyline.rtp.unsent", "RTP packets not taken", media, MediaStats::packetsUnsent);
        counter(registry, "partyline.rtp.received", "RTP packets taken", media, MediaStats::packetsReceived);
        counter(registry, "partyline.rtp.sent", "RTP packets sent", media, MediaStats::packetsSent);
        counter(registry, "partyline.rtp.lost", "RTP packets missing", media, MediaStats::packetsLost);
        counter(registry, "partyline.frames.concealed", "Frames made up", media, MediaStats::framesConcealed);
        glitches(registry, "concealed", MediaStats::framesConcealed);
        glitches(registry, "stretched", MediaStats::framesStretched);
        glitches(registry, "underrun", MediaStats::underruns);
        glitches(registry, "late_tick", MediaStats::lateTicks);
        counter(registry, "partyline.encodes", "Frames encoded", media, MediaStats::encodes);
        counter(registry, "partyline.opus.encodes", "Those of them in Opus", media, MediaStats::opusEncodes);
        counter(
                registry,
                "partyline.media.loop.allocated.bytes",
                "Bytes that the media loops have allocated",
                media,
                MediaStats::loopAllocatedBytes);
        for (TrunkStatus trunk : telephony.trunks()) {
            trunk(registry, trunk.name());
        }
        // A reason is first seen when something was refused for it, so each scrape looks for new ones.
        Gauge.builder("partyline.up", () -> {
                    registerReasons(registry);
                    return telephony.draining() ? 0 : 1;
                })
                .description("1 while new calls are taken")
                .register(registry);
        registerReasons(registry);
    }

    private void glitches(MeterRegistry registry, String kind, ToDoubleFunction<MediaStats> count) {
        FunctionCounter.builder("partyline.glitches", media, s -> count.applyAsDouble(s.now()))
                .description("What may have been heard: frames made up or stretched, playout run dry, ticks late")
                .tag("kind", kind)
                .register(registry);
    }

    /** Under the tag that Prometheus' {@code histogram_quantile} looks for: the loops have counted already. */
    private void ticksWithin(MeterRegistry registry, long latenessNanos) {
        FunctionCounter.builder(
                        "partyline.tick.lateness.seconds",
                        media,
                        s -> s.now().ticksByLateness().stream()
                                .filter(within -> within.latenessNanos() == latenessNanos)
                                .mapToLong(MediaStats.TicksWithin::ticks)
                                .sum())
                .description("Ticks that began so late at most")
                .tag("le", latenessNanos == Long.MAX_VALUE ? "+Inf" : Double.toString(latenessNanos / 1e9))
                .register(registry);
    }

    private void registerReasons(MeterRegistry registry) {
        reasons(registry, "partyline.sip.refusals", sip, SipStats::refusals);
        reasons(registry, "partyline.sip.drops", sip, SipStats::drops);
        reasons(registry, "partyline.rtp.drops", media, MediaStats::drops);
    }

    private <T> void reasons(
            MeterRegistry registry,
            String name,
            Snapshot<T> snapshot,
            java.util.function.Function<T, Map<String, Long>> byReason) {
        for (String reason : byReason.apply(snapshot.now()).keySet()) {
            if (registered.size() < MAX_REASONS && registered.add(name + ' ' + reason)) {
                FunctionCounter.builder(
                                name, snapshot, s -> byReason.apply(s.now()).getOrDefault(reason, 0L))
                        .tag("reason", reason)
                        .register(registry);
            }
        }
    }

    private void trunk(MeterRegistry registry, String name) {
        for (TrunkStatus.State state : TrunkStatus.State.values()) {
            Gauge.builder("partyline.trunk.state", () -> status(name, t -> t.state() == state ? 1 : 0))
                    .description("1 for the state the trunk is in")
                    .tag("trunk", name)
                    .tag("state", state.name())
                    .register(registry);
        }
        Gauge.builder(
                        "partyline.trunk.state.age.seconds",
                        () -> status(
                                name,
                                t -> Duration.between(t.since(), Instant.now()).toMillis() / 1e3))
                .tag("trunk", name)
                .register(registry);
        Gauge.builder(
                        "partyline.trunk.good.call.age.seconds",
                        () -> goodCalls
                                .age(name, Instant.now())
                                .map(age -> age.toMillis() / 1e3)
                                .orElse(Double.NaN))
                .description("Since the end of the last call that was answered and sent audio")
                .tag("trunk", name)
                .register(registry);
        Gauge.builder("partyline.trunk.calls", () -> status(name, TrunkStatus::calls))
                .tag("trunk", name)
                .register(registry);
    }

    private double status(String name, ToDoubleFunction<TrunkStatus> value) {
        return telephony.trunks().stream()
                .filter(trunk -> trunk.name().equals(name))
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static <T> void gauge(
            MeterRegistry registry, String name, String description, Snapshot<T> snapshot, ToDoubleFunction<T> value) {
        Supplier<Number> supplier = () -> value.applyAsDouble(snapshot.now());
        Gauge.builder(name, supplier).description(description).register(registry);
    }

    private static <T> void counter(
            MeterRegistry registry, String name, String description, Snapshot<T> snapshot, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, snapshot, s -> value.applyAsDouble(s.now()))
                .description(description)
                .register(registry);
    }
}
