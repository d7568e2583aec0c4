package dev.partyline.sip.call;

import dev.partyline.sip.stack.IncomingRequest;

/**
 * An INVITE that we answered with 200 and whose ACK is not here yet.
 *
 * @param offered whether the 200 carried our offer, so that the ACK has to carry the answer (RFC 3261 section 13.2.1)
 */
record PendingAck(IncomingRequest invite, AckWait ackWait, boolean offered) {}
