package dev.partyline.gateway.metrics;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.media.PhoneMediaStats;
import dev.partyline.media.PhoneQuality;
import dev.partyline.sip.LiveCall;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How the calls sound, as distributions of each trunk and direction: every five seconds each call in a channel adds
 * what was measured of it. A call is no label, so the registry's size is that of the settings and not of the day.
 */
@Component
final class CallQualityMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(CallQualityMetrics.class);
    /** As often as the figures are made anew. */
    private static final long PERIOD_SECONDS = 5;
    /** A call's trunk stands in the settings; should that ever change, the registry is not what pays for it. */
    private static final int MOST_TRUNKS = 200;

    private final Telephony telephony;
    private final MeterRegistry registry;
    private final Map<String, TrunkQuality> trunks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("call-quality").daemon().factory());
    private boolean broken;

    CallQualityMetrics(Telephony telephony, MeterRegistry registry) {
        this.telephony = telephony;
        this.registry = registry;
    }

    @PostConstruct
    void start() {
        var _ = thread.scheduleAtFixedRate(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            sample();
            broken = false;
        } catch (RuntimeException e) {
            // What breaks once breaks each time, and a task that throws is never run again.
            if (!broken) {
                broken = true;
                LOG.error("How calls sound was not counted", e);
            }
        }
    }

    /** Adds what each call in a channel sounds like now. */
    void sample() {
        for (LiveCall call : telephony.liveCalls()) {
            String trunk = call.call().trunk();
            if (call.phase() != LiveCall.Phase.IN_CHANNEL
                    || (trunks.size() >= MOST_TRUNKS && !trunks.containsKey(trunk))) {
                continue;
            }
            TrunkQuality quality = trunks.computeIfAbsent(trunk, name -> new TrunkQuality(registry, name));
            PhoneMediaStats media = call.media();
            PhoneQuality heard = media.quality();
            quality.heard().add(heard.heard());
            quality.sent().add(heard.sent());
            quality.delays(media.playoutDelayMillis(), heard.roundTripMicros());
            if (media.speaking()) {
                quality.level(media.levelDbov());
            }
        }
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
