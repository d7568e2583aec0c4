package dev.partyline.gateway.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.ScriptedTelephony;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallsAreCountedByHowTheySound {
    private final ScriptedTelephony telephony = new ScriptedTelephony();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CallQualityMetrics metrics = new CallQualityMetrics(telephony, registry);

    @AfterEach
    void close() {
        metrics.close();
    }

    private double count(String name, String direction, String bound) {
        return registry.get(name)
                .tag("trunk", "office-pbx")
                .tag("direction", direction)
                .tag("le", bound)
                .functionCounter()
                .count();
    }

    @Test
    void eachCallCountsBothWays() {
        telephony.calls.add(ScriptedTelephony.call("a", "4321", "Lobby", false, false, -20));
        telephony.calls.add(ScriptedTelephony.call("b", "4322", "Lobby", false, false, -20));
        metrics.sample();
        // 4.31 and 3.84.
        assertEquals(0, count("partyline.call.mos", "heard", "4.03"));
        assertEquals(2, count("partyline.call.mos", "heard", "4.34"));
        assertEquals(2, count("partyline.call.mos", "heard", "+Inf"));
        assertEquals(0, count("partyline.call.mos", "sent", "3.6"));
        assertEquals(2, count("partyline.call.mos", "sent", "4.03"));
        // Exactly a bound is within it.
        assertEquals(0, count("partyline.call.loss.share", "sent", "0.001"));
        assertEquals(2, count("partyline.call.loss.share", "sent", "0.01"));
        assertEquals(0, count("partyline.call.jitter.seconds", "heard", "0.001"));
        assertEquals(2, count("partyline.call.jitter.seconds", "heard", "0.005"));
        assertEquals(0, count("partyline.call.playout.delay.seconds", "heard", "0.02"));
        assertEquals(2, count("partyline.call.playout.delay.seconds", "heard", "0.04"));
        assertEquals(2, count("partyline.call.round.trip.seconds", "sent", "0.02"));
        assertTrue(
                registry.scrape()
                        .contains("partyline_call_mos_total{direction=\"heard\",le=\"4.34\",trunk=\"office-pbx\"} 2.0"),
                registry.scrape());
    }

    @Test
    void aThousandCallsAreNoMoreSeriesThanOne() {
        telephony.calls.add(ScriptedTelephony.call("first", "1", "Lobby", false, false, -20));
        metrics.sample();
        int series = registry.getMeters().size();
        assertTrue(series > 0);
        for (int i = 0; i < 1_000; i++) {
            telephony.calls.add(ScriptedTelephony.call("call" + i, "caller" + i, "Lobby", false, false, -20));
        }
        metrics.sample();
        assertEquals(series, registry.getMeters().size());
    }
}
