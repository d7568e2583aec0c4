package dev.partyline.sip;

import dev.partyline.media.RoomId;
import dev.partyline.media.prompt.Language;

/** Where an inbound call goes. */
public sealed interface Routing {
    /** The call is answered, and the caller spoken to in this language. */
    sealed interface Answered extends Routing {
        Language language();
    }

    /** Into this channel's room, after its PIN where it asks for one. */
    record ToChannel(RoomId room, String channelName, Asks asks, Language language) implements Answered {}

    /** To whoever asks for a conference number and its PIN. */
    record ToAttendant(Language language) implements Answered {}

    /** What a channel asks of whoever has dialled its number. */
    enum Asks {
        NOTHING,
        PIN,
        /** Hosts have one, everybody else presses {@code #}. */
        HOST_PIN
    }

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
