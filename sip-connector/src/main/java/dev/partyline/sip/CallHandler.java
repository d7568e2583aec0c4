package dev.partyline.sip;

import dev.partyline.media.RoomId;

/**
 * What the connector asks of the application, on virtual threads. It may block, but is interrupted after five seconds: an
 * unrouted call gets 503 then, an unjudged caller is told that the conference is out of reach.
 */
public interface CallHandler {
    Routing route(InboundCall call);

    /** A caller has typed what he was asked for, or was asked for nothing. */
    EntryVerdict enter(InboundCall call, Knock knock);

    /**
     * A caller asks by a key.
     *
     * @param host whether he is one
     */
    Question.Answer answer(InboundCall call, RoomId room, boolean host, Question question);

    /** A call that got as far as an INVITE has ended, answered or refused. Exactly once a call. */
    void ended(CallRecord record);
}
