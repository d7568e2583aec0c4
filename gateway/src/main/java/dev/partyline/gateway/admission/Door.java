package dev.partyline.gateway.admission;

import dev.partyline.media.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A channel that opens, as a visitor meets it.
 *
 * @param room null where the channel will be made when somebody comes in
 * @param asksPin true as well where the channel, and so its PIN, is yet to be made
 * @param hostPin whether hosts have a PIN of their own
 */
public record Door(String channel, @Nullable RoomId room, boolean asksPin, boolean hostPin) {}
