package dev.partyline.sip.stack;

import org.jspecify.annotations.Nullable;

/** Who hears of requests. Called on the stack's only event thread: nothing in it may block. */
public interface SipEvents {
    void request(IncomingRequest request);

    /** A 2xx to an INVITE of ours came again: the ACK was lost (RFC 3261 section 13.2.2.4). */
    void okAgain(String callId, @Nullable String toTag, long cseq);
}
