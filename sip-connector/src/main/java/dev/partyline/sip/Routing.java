package dev.partyline.sip;

import dev.partyline.media.RoomId;

/** Where an inbound call goes. */
public sealed interface Routing {
    /** Into this channel's room, after its PIN where it has one. */
    record ToChannel(RoomId room, String channelName, boolean asksPin) implements Routing {}

    /** No rule maps the number: 404. */
    record NoMapping() implements Routing {}

    /** A number that calls for help, which is not for us: refused at once by the trunk's code for that. */
    record Emergency() implements Routing {}

    /**
     * Nobody can say now, but perhaps soon: 503 with Retry-After.
     *
     * @param detail a short sentence for the operator
     */
    record Unavailable(String detail) implements Routing {}
}
