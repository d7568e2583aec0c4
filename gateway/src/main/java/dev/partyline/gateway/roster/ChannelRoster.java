package dev.partyline.gateway.roster;

import dev.partyline.gateway.call.MaskedNumber;
import dev.partyline.gateway.token.Role;
import dev.partyline.sip.LiveCall;
import dev.partyline.webrtc.BrowserMediaStats;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One channel's list between two looks at it. One thread's. */
final class ChannelRoster {
    /** In the order in which they were first seen. */
    private Map<String, RosterEntry> entries = new LinkedHashMap<>();

    private Roster roster = new Roster(List.of(), false);
    private long version;
    private Map<String, Integer> levels = Map.of();

    /** Looks anew. */
    void look(List<LiveCall> phones, List<BrowserLeg> browsers, boolean locked, long nowNanos) {
        Map<String, RosterEntry> seen = new LinkedHashMap<>();
        Map<String, Integer> speaking = new HashMap<>();
        for (LiveCall call : phones) {
            RosterEntry entry = entry(call);
            seen.put(entry.id(), entry);
            if (call.media().speaking() && !call.muted()) {
                speaking.put(entry.id(), call.media().levelDbov());
            }
        }
        for (BrowserLeg leg : browsers) {
            BrowserMediaStats stats = leg.stats();
            RosterEntry entry = leg.entry(stats, nowNanos);
            seen.put(entry.id(), entry);
            if (stats != null && stats.speaking() && !entry.muted()) {
                speaking.put(entry.id(), stats.levelDbov());
            }
        }
        Map<String, RosterEntry> now = new LinkedHashMap<>();
        for (String id : entries.keySet()) {
            RosterEntry entry = seen.remove(id);
            if (entry != null) {
                now.put(id, entry);
            }
        }
        now.putAll(seen);
        entries = now;
        levels = Map.copyOf(speaking);
        Roster after = new Roster(List.copyOf(now.values()), locked);
        if (!after.equals(roster)) {
            roster = after;
            version++;
        }
    }

    /** Changes with the list. */
    long version() {
        return version;
    }

    Roster roster() {
        return roster;
    }

    Map<String, Integer> levels() {
        return levels;
    }

    private static RosterEntry entry(LiveCall call) {
        return new RosterEntry(
                Participants.phoneId(call),
                MaskedNumber.participant(call.call().caller().value()),
                RosterEntry.Kind.PHONE,
                call.host() ? Role.HOST : Role.GUEST,
                call.muted(),
                call.held(),
                false,
                call.media().csrc(),
                false,
                call.handRaised());
    }
}
