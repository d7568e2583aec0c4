package dev.partyline.gateway.roster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The channels that a host has locked, until somebody opens them or everybody has left. */
@Component
final class Locks {
    private final Set<String> channels = ConcurrentHashMap.newKeySet();

    void set(String channel, boolean locked) {
        if (locked) {
            channels.add(channel);
        } else {
            channels.remove(channel);
        }
    }

    boolean has(String channel) {
        return channels.contains(channel);
    }
}
