/**
 * Session descriptions (RFC 8866) and the offer/answer model (RFC 3264) as pure functions.
 */
@NullMarked
package dev.partyline.sip.sdp;

import org.jspecify.annotations.NullMarked;
