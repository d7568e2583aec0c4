/**
 * One browser each: ICE, DTLS, SRTP and forwarding, put together (RFC 5764, 7983, 8445, 8829). Datagrams enter from a media
 * loop's browser port and leave to it.
 */
@NullMarked
package dev.partyline.webrtc.peer;

import org.jspecify.annotations.NullMarked;
