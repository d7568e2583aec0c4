package dev.partyline.gateway.trunk;

import dev.partyline.gateway.call.CallListener;
import dev.partyline.sip.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * When each trunk last had a call that was answered and sent us audio, until its end. A trunk may be registered and still bring
 * nobody through: this is what tells.
 */
@Component
public final class LastGoodCalls implements CallListener {
    private final Map<String, Instant> endedByTrunk = new ConcurrentHashMap<>();

    @Override
    public void ended(CallRecord record) {
        Duration talked = record.talked();
        if (talked != null && record.media() != null && record.media().stats().packetsReceived() > 0) {
            endedByTrunk.merge(
                    record.call().trunk(),
                    record.began().plus(talked),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** Empty where there was none since the start. */
    public Optional<Duration> age(String trunk, Instant now) {
        return Optional.ofNullable(endedByTrunk.get(trunk)).map(ended -> Duration.between(ended, now));
    }
}
