package dev.partyline.gateway.token;

import java.util.Locale;

/** What somebody may do in a channel. */
public enum Role {
    GUEST,
    /** May mute and remove others. */
    HOST;

    /** As in tokens and messages. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
