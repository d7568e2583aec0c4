/**
 * Session descriptions of browsers (RFC 8866, 8829, 8843): an offer comes in by {@link Offer#parse}, {@link Answer#of} writes the answer.
 */
@NullMarked
package dev.partyline.webrtc.sdp;

import org.jspecify.annotations.NullMarked;
