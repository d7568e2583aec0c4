/**
 * A browser of our own for load and for hostility: signalling, STUN, DTLS and SRTP in Java, independent of the bridge's
 * ICE and SDP. RFC 8489, 5764, 3711.
 */
@NullMarked
package dev.partyline.integration.peer.rtc;

import org.jspecify.annotations.NullMarked;
