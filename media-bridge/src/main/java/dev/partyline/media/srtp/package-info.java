/**
 * SRTP and SRTCP (RFC 3711, RFC 7714) over jitsi-srtp. Packets enter from {@code net} protected and leave in the clear
 * to {@code rtp}, and back.
 */
@NullMarked
package dev.partyline.media.srtp;

import org.jspecify.annotations.NullMarked;
