package dev.partyline.gateway.conference;

import java.util.Set;
import org.springframework.stereotype.Component;

/** The channels that a host is in, as {@link ConferenceWatch} saw them last. */
@Component
final class Hosts {
    private volatile Set<String> hosted = Set.of();

    void now(Set<String> channels) {
        hosted = Set.copyOf(channels);
    }

    boolean hasHost(String channel) {
        return hosted.contains(channel);
    }
}
