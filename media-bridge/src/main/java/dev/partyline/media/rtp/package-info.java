/**
 * RTP and RTCP as bytes and as per-source state (RFC 3550, 4585, 4588, 4733, 5104, 8285). Packets enter from {@code net} and leave to
 * {@code playout}, or as digits.
 */
@NullMarked
package dev.partyline.media.rtp;

import org.jspecify.annotations.NullMarked;
