package dev.partyline.gateway.health;

import dev.partyline.gateway.call.Telephony;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Trunks as a detail: one that is down is the far end's affair, and no reason to restart this bridge. */
@Component
final class TrunksHealthIndicator implements HealthIndicator {
    private final Telephony telephony;

    TrunksHealthIndicator(Telephony telephony) {
        this.telephony = telephony;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        telephony.trunks().forEach(trunk -> health.withDetail(trunk.name(), trunk.state()));
        return health.build();
    }
}
