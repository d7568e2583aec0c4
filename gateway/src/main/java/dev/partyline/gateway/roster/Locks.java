package dev.partyline.gateway.roster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The channels that a host has locked, until a host opens them or everybody has left. */
@Component
public final class Locks {
    private final Set<String> channels = ConcurrentHashMap.newKeySet();

    void set(String channel, boolean locked) {
        if (locked) {
            channels.add(channel);
        } else {
            channels.remove(channel);
        }
    }

    /** Where nobody is any more, nobody is locked out. */
    public void keep(Set<String> inUse) {
        channels.retainAll(inUse);
    }

    boolean has(String channel) {
        return channels.contains(channel);
    }
}
