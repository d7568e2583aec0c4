package dev.partyline.gateway.channel;

import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.media.RoomId;
import java.util.UUID;

/**
 * What callers meet in. The channel owns its PINs, whichever number leads here.
 *
 * @param conferenceNumber drawn together with the first PIN: 9 digits or more between them
 * @param automatic whether a rule with {@code {number}} made it
 * @param version counts changes, so that two operators don't undo each other's unseen
 */
public record Channel(
        UUID id,
        String name,
        String conferenceNumber,
        ChannelPins pins,
        ChannelOptions options,
        boolean automatic,
        int version) {
    public RoomId room() {
        return new RoomId(id.toString());
    }
}
