/**
 * The browsers' edge: ICE, DTLS-SRTP and selective forwarding, beside the phones' connector and unknown to it.
 */
@NullMarked
package dev.partyline.webrtc;

import org.jspecify.annotations.NullMarked;
