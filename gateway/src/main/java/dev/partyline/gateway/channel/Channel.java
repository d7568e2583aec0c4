package dev.partyline.gateway.channel;

import dev.partyline.media.RoomId;
import dev.partyline.sip.Secret;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What callers meet in. The channel owns its PIN, whichever number leads here.
 *
 * @param conferenceNumber drawn together with the first PIN: 9 digits or more between them
 * @param pin null where the channel is open
 * @param automatic whether a rule with {@code {number}} made it
 * @param version counts changes, so that two operators don't undo each other's unseen
 */
public record Channel(
        UUID id,
        String name,
        String conferenceNumber,
        @Nullable Secret pin,
        boolean automatic,
        int version) {
    public RoomId room() {
        return new RoomId(id.toString());
    }
}
