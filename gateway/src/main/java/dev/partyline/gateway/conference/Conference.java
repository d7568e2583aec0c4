package dev.partyline.gateway.conference;

import dev.partyline.gateway.channel.Channel;
import dev.partyline.gateway.channel.ChannelOptions;
import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.media.RoomId;

/** A channel that can be entered: a stored one, or one of the demo's. */
public record Conference(RoomId room, String channel, ChannelPins pins, ChannelOptions options) {
    static Conference of(Channel channel) {
        return new Conference(channel.room(), channel.name(), channel.pins(), channel.options());
    }
}
