package dev.partyline.gateway.metrics;

import dev.partyline.gateway.call.Telephony;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code /actuator/calls}: how each live call sounds, for whom a sum over all of them says too little. */
@Component
@Endpoint(id = "calls")
final class CallsEndpoint {
    private static final int MOST_LISTED = 10_000;

    private final Telephony telephony;

    CallsEndpoint(Telephony telephony) {
        this.telephony = telephony;
    }

    /** @param live how many there are; {@code calls} lists {@value #MOST_LISTED} at most */
    record Calls(int live, List<CallFigures> calls) {}

    @ReadOperation
    Calls calls() {
        Instant now = Instant.now();
        var live = telephony.liveCalls();
        return new Calls(
                live.size(),
                live.stream()
                        .limit(MOST_LISTED)
                        .map(call -> CallFigures.of(call, now))
                        .toList());
    }
}
