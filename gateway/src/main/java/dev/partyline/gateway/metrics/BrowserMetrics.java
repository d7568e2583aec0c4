package dev.partyline.gateway.metrics;

import dev.partyline.gateway.admission.RefusalCounts;
import dev.partyline.gateway.browser.BrowserEdge;
import dev.partyline.gateway.signal.SignalEndpoint;
import dev.partyline.webrtc.EdgeStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The browsers' counters and gauges as meters. */
@Component
final class BrowserMetrics implements MeterBinder {
    private final Snapshot<EdgeStats> edge;
    private final SignalEndpoint sockets;
    private final RefusalCounts refusals;

    BrowserMetrics(BrowserEdge browsers, SignalEndpoint sockets, RefusalCounts refusals) {
        edge = new Snapshot<>(browsers::stats);
        this.sockets = sockets;
        this.refusals = refusals;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("partyline.browsers", edge, e -> e.now().browsers())
                .description("Browsers' legs open")
                .register(registry);
        Gauge.builder("partyline.signalling.sockets", sockets, SignalEndpoint::sockets)
                .description("Signalling sockets open")
                .register(registry);
        counter(registry, "partyline.edge.received", "RTP packets from browsers", EdgeStats::packetsReceived);
        counter(registry, "partyline.edge.sent", "RTP packets to browsers", EdgeStats::packetsSent);
        counter(registry, "partyline.edge.plis", "Key frames asked for", EdgeStats::keyFrameRequests);
        counter(registry, "partyline.edge.nacks", "Packets asked for again", EdgeStats::nacksReceived);
        counter(registry, "partyline.edge.nacks.sent", "Packets asked for again by us", EdgeStats::nacksSent);
        counter(registry, "partyline.edge.rtx", "Packets sent again", EdgeStats::retransmissions);
        // Every reason is known from the start, dropped for or not.
        for (String reason : edge.now().drops().keySet()) {
            FunctionCounter.builder(
                            "partyline.edge.drops", edge, e -> e.now().drops().getOrDefault(reason, 0L))
                    .tag("reason", reason)
                    .register(registry);
        }
        for (String reason : refusals.snapshot().keySet()) {
            FunctionCounter.builder(
                            "partyline.browser.refusals",
                            refusals,
                            counts -> counts.snapshot().getOrDefault(reason, 0L))
                    .tag("reason", reason)
                    .register(registry);
        }
    }

    private void counter(MeterRegistry registry, String name, String description, ToDoubleFunction<EdgeStats> value) {
        FunctionCounter.builder(name, edge, e -> value.applyAsDouble(e.now()))
                .description(description)
                .register(registry);
    }
}
