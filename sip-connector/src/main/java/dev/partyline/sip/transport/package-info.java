/**
 * SIP over UDP and TCP by Netty (RFC 3261 section 18): framing, limits and admission before anything is parsed.
 */
@NullMarked
package dev.partyline.sip.transport;

import org.jspecify.annotations.NullMarked;
