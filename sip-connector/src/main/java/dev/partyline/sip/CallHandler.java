package dev.partyline.sip;

import dev.partyline.media.RoomId;

/**
 * What the connector asks of the application, on virtual threads. It may block, but is interrupted after five seconds: an
 * unrouted call gets 503 then, an unjudged PIN is refused.
 */
public interface CallHandler {
    Routing route(InboundCall call);

    /** One complete PIN typed by a caller for the channel that {@link #route} named. */
    PinVerdict tryPin(InboundCall call, RoomId room, Secret pin);

    /** A call that got as far as an INVITE has ended, answered or refused. Exactly once a call. */
    void ended(CallRecord record);
}
