package dev.partyline.gateway.roster;

/** Who is in one channel, counted. */
public record Presence(int participants, int hosts) {
    static final Presence GUEST = new Presence(1, 0);
    static final Presence HOST = new Presence(1, 1);

    Presence plus(Presence other) {
        return new Presence(participants + other.participants, hosts + other.hosts);
    }
}
