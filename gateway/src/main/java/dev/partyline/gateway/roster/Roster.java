package dev.partyline.gateway.roster;

import java.util.List;

/**
 * A channel as those see it who are in it.
 *
 * @param entries in the order of joining
 * @param locked whether a host keeps others out
 */
public record Roster(List<RosterEntry> entries, boolean locked) {
    public Roster {
        entries = List.copyOf(entries);
    }
}
