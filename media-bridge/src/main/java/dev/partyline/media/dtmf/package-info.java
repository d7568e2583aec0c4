/**
 * Keys as tones in a phone's audio (ITU-T Q.23, Q.24): enters decoded audio beside the jitter buffer, leaves a key.
 * Events of RFC 4733 are {@code media.rtp}'s.
 */
@NullMarked
package dev.partyline.media.dtmf;

import org.jspecify.annotations.NullMarked;
