package dev.partyline.gateway.signal;

import dev.partyline.gateway.admission.Refusal;
import dev.partyline.gateway.invite.Invitation;
import dev.partyline.gateway.token.Role;
import dev.partyline.media.BrowserMode;
import dev.partyline.sip.Secret;
import dev.partyline.webrtc.BrowserEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the bridge says; docs/signalling.md says what it means. */
sealed interface ServerMessage {
    /**
     * @param hostPin whether hosts have a PIN of their own, which guests need not have
     * @param awaitsHost whether guests have to wait for one
     * @param participants how many are there; null where it is not for whoever asked
     */
    record Channel(
            String channel,
            boolean pinNeeded,
            boolean hostPin,
            boolean awaitsHost,
            Role role,
            @Nullable Integer participants)
            implements ServerMessage {}

    record Joined(
            String participant,
            Secret resume,
            Role role,
            String channel,
            BrowserMode mode,
            boolean muted,
            String answer,
            Invitation invitation)
            implements ServerMessage {}

    record Answer(String answer) implements ServerMessage {}

    /** @param you the id of whom it is for */
    record Roster(dev.partyline.gateway.roster.Roster roster, String you) implements ServerMessage {}

    record Levels(Map<String, Integer> levels) implements ServerMessage {}

    record Slots(BrowserEvent.Slots slots) implements ServerMessage {}

    record Muted(boolean muted, String by) implements ServerMessage {}

    record Mode(BrowserMode mode) implements ServerMessage {}

    record Refused(Refusal refusal) implements ServerMessage {}

    /** The conference ended with its host. */
    record Over() implements ServerMessage {}

    record Removed(String by) implements ServerMessage {}

    record Pong() implements ServerMessage {}
}
