package dev.partyline.gateway.roster;

/** Who is in one channel at one moment, counted; hosts are phones or browsers as well. */
public record Presence(int phones, int browsers, int hosts) {
    static final Presence NOBODY = new Presence(0, 0, 0);

    public int all() {
        return phones + browsers;
    }

    public int guests() {
        return all() - hosts;
    }

    Presence phone(boolean host) {
        return new Presence(phones + 1, browsers, hosts + (host ? 1 : 0));
    }

    Presence browser(boolean host) {
        return new Presence(phones, browsers + 1, hosts + (host ? 1 : 0));
    }
}
