/**
 * ICE-lite without a socket (RFC 8445, RFC 8489, RFC 7675): checks go in by {@link IceLite#received}, responses come out.
 */
@NullMarked
package dev.partyline.webrtc.ice;

import org.jspecify.annotations.NullMarked;
