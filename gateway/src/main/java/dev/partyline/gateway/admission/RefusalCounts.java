package dev.partyline.gateway.admission;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How often browsers were refused something since the start, by reason. */
@Component
public final class RefusalCounts {
    private final Map<Refusal.Reason, LongAdder> byReason;

    RefusalCounts() {
        Map<Refusal.Reason, LongAdder> counts = new EnumMap<>(Refusal.Reason.class);
        Arrays.stream(Refusal.Reason.values()).forEach(reason -> counts.put(reason, new LongAdder()));
        byReason = Collections.unmodifiableMap(counts);
    }

    public void count(Refusal.Reason reason) {
        LongAdder counter = byReason.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    public Map<String, Long> snapshot() {
        return byReason.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().text(),
                        entry -> entry.getValue().sum()));
    }
}
