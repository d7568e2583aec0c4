package dev.partyline.gateway.roster;

import dev.partyline.gateway.token.Role;

/**
 * A participant as the others see him.
 *
 * @param csrc names him in the mixed stream; 0 while he has no media
 * @param away whether his signalling or media is lost and may come back
 * @param handRaised whether he asks to speak
 */
public record RosterEntry(
        String id,
        String name,
        Kind kind,
        Role role,
        boolean muted,
        boolean held,
        boolean camera,
        int csrc,
        boolean away,
        boolean handRaised) {
    public enum Kind {
        PHONE,
        BROWSER
    }
}
