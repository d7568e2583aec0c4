package dev.partyline.gateway.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partyline.gateway.ScriptedTelephony;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallsAreCountedByHowTheySound {
    private final ScriptedTelephony telephony = new ScriptedTelephony();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CallQualityMetrics metrics = new CallQualityMetrics(telephony, registry);

    @AfterEach
    void close() {
        metrics.close();
    }

    private DistributionSummary summary(String name, String direction) {
        return registry.get(name)
                .tag("trunk", "office-pbx")
                .tag("direction", direction)
                .summary();
    }

    @Test
    void eachCallCountsBothWays() {
        telephony.calls.add(ScriptedTelephony.call("a", "4321", "Lobby", false, false, -20));
        telephony.calls.add(ScriptedTelephony.call("b", "4322", "Lobby", false, false, -20));
        metrics.sample();
        assertEquals(2, summary("partyline.call.mos", "heard").count());
        assertEquals(4.31, summary("partyline.call.mos", "heard").mean(), 1e-9);
        assertEquals(3.84, summary("partyline.call.mos", "sent").mean(), 1e-9);
        assertEquals(0.01, summary("partyline.call.loss.share", "sent").max(), 1e-9);
        assertEquals(
                0.040, summary("partyline.call.playout.delay.seconds", "heard").mean(), 1e-9);
        assertEquals(0.018, summary("partyline.call.round.trip.seconds", "sent").mean(), 1e-9);
        CountAtBucket[] opinions =
                summary("partyline.call.mos", "heard").takeSnapshot().histogramCounts();
        assertEquals(0, count(opinions, 4.03), "none is worse than that");
        assertEquals(2, count(opinions, 4.34));
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

    private static double count(CountAtBucket[] buckets, double bound) {
        return Arrays.stream(buckets)
                .filter(bucket -> bucket.bucket() == bound)
                .mapToDouble(CountAtBucket::count)
                .sum();
    }
}
